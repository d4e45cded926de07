/** Whether what is on the screen is true now, and since when it may not be. */
export type Connection =
  | { kind: 'connecting'; attempt: number }
  | { kind: 'live'; caughtUp: { count: number } | null }
  | { kind: 'away'; asOf: number; attempt: number }

const FIRST_WAIT_MS = 500
const LONGEST_WAIT_MS = 15_000

/** Doubles, and spreads: a hundred browsers must not come back in the same instant. */
export const waitBefore = (attempt: number, random: number): number =>
  Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** attempt) * (0.75 + random / 2)
