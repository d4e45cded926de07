/** So many a second, in handfuls: one entry of the agenda per handful, not per message. */
import type { Agenda } from '../agenda.ts'

const HANDFUL_MS = 20

export type Pace = { agenda: Agenda; perSecond: number; total: number }

/** Calls `act` for 0 up to `total`, then stops. The answer ends it sooner. */
export function paced({ agenda, perSecond, total }: Pace, act: (index: number) => void): () => void {
  const startedAt = agenda.now()
  let next = 0
  let stopped = false
  const turn = (): void => {
    if (stopped) return
    const due = Math.min(total, Math.floor(((agenda.now() - startedAt) * perSecond) / 1000) + 1)
    for (; next < due; next++) act(next)
    if (next < total) agenda.in(HANDFUL_MS, turn)
  }
  turn()
  return () => {
    stopped = true
  }
}
