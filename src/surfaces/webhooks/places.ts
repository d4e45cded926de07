import type { Hook } from './store.ts'

/** How far the log was looked through beyond the places that are noted. It is kept in memory, because each note is a write. */

/** A place that moved only over what is not wanted is noted this often. */
const noteEveryMs = 5_000

type Place = Pick<Hook, 'id' | 'seq'>

export type Places = {
  /** Up to where nothing more is to be looked for. */
  of(hook: Place): number
  /** Nothing up to `to` was wanted. True: it is time to note it. */
  passed(hook: Place, to: number, nowMs: number): boolean
  /** Only these webhooks are told anything. */
  keep(ids: ReadonlySet<string>): void
}

export function makePlaces(): Places {
  const looked = new Map<string, { from: number; to: number; since: number }>()
  /** Whoever was told something, or to begin elsewhere, has another place since. */
  const seenOf = ({ id, seq }: Place) => {
    const seen = looked.get(id)
    return seen?.from === seq ? seen : null
  }
  return {
    of: (hook) => seenOf(hook)?.to ?? hook.seq,
    passed(hook, to, nowMs) {
      const since = seenOf(hook)?.since ?? nowMs
      if (nowMs - since > noteEveryMs) return true
      looked.set(hook.id, { from: hook.seq, to, since })
      return false
    },
    keep(ids) {
      for (const id of looked.keys()) if (!ids.has(id)) looked.delete(id)
    },
  }
}
