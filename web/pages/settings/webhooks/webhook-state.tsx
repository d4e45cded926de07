import { CircleAlert, CircleCheck, CirclePause, type LucideIcon } from 'lucide-react'
import type { WebhookView } from '#src/surfaces/webhooks/views.ts'
import { Badge, type Tone } from '../kit/badge.tsx'

const looks: Record<WebhookView['state'], { tone: Tone; icon: LucideIcon; word: string }> = {
  active: { tone: 'good', icon: CircleCheck, word: 'Active' },
  failing: { tone: 'bad', icon: CircleAlert, word: 'Failing' },
  paused: { tone: 'calm', icon: CirclePause, word: 'Paused' },
}

export const WebhookState = ({ state }: Pick<WebhookView, 'state'>) => {
  const { word, ...look } = looks[state]
  return <Badge {...look}>{word}</Badge>
}
