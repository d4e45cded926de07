/** Time as sessions need it, so that tests can bring their own. */
export interface Clock {
  /** Milliseconds that never go back. */
  now(): number
  /** Runs once, `ms` from now; the answer calls it off. */
  after(ms: number, run: () => void): () => void
  /** Runs every `ms`; the answer ends it. */
  every(ms: number, run: () => void): () => void
}

/** How long to wait before attempt number `attempt` (from 0): doubling, capped, spread over its upper half so that many do not come back at once. */
export const backOffMs = (attempt: number, minMs: number, maxMs: number, random: () => number): number =>
  Math.min(maxMs, minMs * 2 ** Math.min(attempt, 30)) * (0.5 + random() / 2)
