/** The time, taken as an argument by whoever needs it. */
export type Clock = {
  now(): Date
  /** Milliseconds that only ever grow, whatever is done to the machine's clock: for durations and cut-offs, never for dates. */
  monotonicMs(): number
}

export const realClock: Clock = {
  now: () => new Date(),
  monotonicMs: () => performance.now(),
}

/** A clock for tests: it stands still until moved. */
export function stoppedClock(at: Date): Clock & { forward(ms: number): void } {
  let passedMs = 0
  return {
    now: () => new Date(at.getTime() + passedMs),
    monotonicMs: () => passedMs,
    forward: (ms) => {
      passedMs += ms
    },
  }
}
