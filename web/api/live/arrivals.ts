import type { Bubble } from '#src/message/views.ts'
import { cell } from '../../ui/cell.ts'

/** The messages that came with the last frames: read aloud, and told to who is composing. Not a store: the thread has them. */
export const arrivals = cell<Bubble[]>([])
