import { Activity, KeyRound, type LucideIcon, Phone, RadioTower, ShieldCheck, Users, Webhook } from 'lucide-react'
import { paths } from '../../paths.ts'

/** What the operator looks after, in the order a new number needs it. */
export const sections = [
  { to: paths.links(), title: 'Carriers and links', says: 'Whom Tandem speaks to, and whether they answer.', icon: RadioTower },
  { to: paths.numbers(), title: 'Numbers and lines', says: 'Your numbers, and which link carries them.', icon: Phone },
  { to: paths.policies(), title: 'Rules for sending', says: 'Quiet hours, answers to STOP, lists of numbers.', icon: ShieldCheck },
  { to: paths.members(), title: 'Members', says: 'Who works here, and what they may do.', icon: Users },
  { to: paths.keys(), title: 'API keys', says: 'What your programs come in with.', icon: KeyRound },
  { to: paths.webhooks(), title: 'Webhooks', says: 'Whom Tandem tells what happens.', icon: Webhook },
  { to: paths.health(), title: 'Health', says: 'Database, disk, readers, versions.', icon: Activity },
] as const satisfies readonly { to: object; title: string; says: string; icon: LucideIcon }[]
