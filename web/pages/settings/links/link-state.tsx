import { CircleCheck, CirclePause, LoaderCircle, type LucideIcon, Unplug } from 'lucide-react'
import type { LinkView } from '#src/routing/views.ts'
import { Badge, type Tone } from '../kit/badge.tsx'
import { type LinkSaid, linkSaid } from './state-words.ts'

const looks: Record<LinkSaid['kind'], { tone: Tone; icon: LucideIcon }> = {
  up: { tone: 'good', icon: CircleCheck },
  coming: { tone: 'warn', icon: LoaderCircle },
  down: { tone: 'bad', icon: Unplug },
  off: { tone: 'calm', icon: CirclePause },
}

export const LinkState = ({ link }: { link: Pick<LinkView, 'enabled' | 'state'> }) => {
  const { kind, word } = linkSaid(link)
  return <Badge {...looks[kind]}>{word}</Badge>
}
