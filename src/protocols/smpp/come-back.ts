/** When a bind that ended is tried again. */
import { status } from './status.ts'

/** A bind that lasted this long was a good one: the next attempts start with the shortest wait again. */
const STABLE_MS = 10_000
/** Wrong credentials do not become right by hammering: begin at the eightfold wait. */
const REFUSED_ATTEMPT = 3
const credentials: readonly number[] = [status.bindFailed, status.invalidPassword, status.invalidSystemId]

export interface Ended {
  /** Null if it never was bound. */
  boundForMs: number | null
  /** Why the carrier refused the bind; 0 if it did not. */
  bindStatus: number
}

/** Which attempt comes next, from 0, after so many in a row and what became of the last. */
export const attemptAfter = (attempts: number, { boundForMs, bindStatus }: Ended): number => {
  const before = boundForMs !== null && boundForMs >= STABLE_MS ? 0 : attempts
  return credentials.includes(bindStatus) ? Math.max(before, REFUSED_ATTEMPT) : before
}

/** How long to wait before attempt number `attempt` (from 0): doubling, capped, spread over its upper half so that many do not come back at once. */
export const backOffMs = (attempt: number, minMs: number, maxMs: number, random: () => number): number =>
  Math.min(maxMs, minMs * 2 ** Math.min(attempt, 30)) * (0.5 + random() / 2)
