/** Time as sessions need it, so that tests can bring their own. */
export interface Clock {
  /** Milliseconds that never go back. */
  now(): number
  /** Runs once, `ms` from now; the answer calls it off. */
  after(ms: number, run: () => void): () => void
  /** Runs every `ms`; the answer ends it. */
  every(ms: number, run: () => void): () => void
}
