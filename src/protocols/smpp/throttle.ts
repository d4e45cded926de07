/** How fast a session may go after its carrier asked for less: pauses that double, a window that comes back step by step. */

export interface ThrottleRules {
  /** First pause, and how long each tenth of the window takes to come back. Default 1,000. */
  minPauseMs: number
  /** Longest pause. Default 30,000. */
  maxPauseMs: number
}
export const defaultThrottleRules: ThrottleRules = { minPauseMs: 1_000, maxPauseMs: 30_000 }

export interface Throttle {
  pausedUntil: number
  pauseMs: number
  /** Share of the window right after the pause. */
  share: number
  /** congestion_state as last reported; 0 when it never was. */
  congestion: number
}
export const unthrottled: Throttle = { pausedUntil: 0, pauseMs: 0, share: 1, congestion: 0 }

const RECOVERY_STEP = 0.1
const MIN_SHARE = 0.1
// spec: SMPP 5.0 §4.8.4.18
const SLOW_FROM = 80
const FULL = 100

/** The carrier answered RTHROTTLED or RMSGQFUL. Answers to requests sent before the pause began do not lengthen it. */
export const throttled = (throttle: Throttle, now: number, rules: ThrottleRules = defaultThrottleRules): Throttle => {
  if (now < throttle.pausedUntil) return throttle
  const recovered = recoveredShare(throttle, now, rules)
  const pauseMs = recovered >= 1 ? rules.minPauseMs : Math.min(throttle.pauseMs * 2, rules.maxPauseMs)
  return { ...throttle, pausedUntil: now + pauseMs, pauseMs, share: Math.max(MIN_SHARE, recovered / 2) }
}

/** The carrier reported a congestion_state: at 100 stop for a moment, from 80 on send less. */
export const congested = (throttle: Throttle, congestion: number, now: number, rules: ThrottleRules = defaultThrottleRules): Throttle => {
  const pausedUntil = congestion >= FULL ? Math.max(throttle.pausedUntil, now + rules.minPauseMs) : throttle.pausedUntil
  return { ...throttle, congestion, pausedUntil }
}

/** How much of `window` may be in flight now: 0 in a pause, else at least 1. */
export const allowance = (throttle: Throttle, window: number, now: number, rules: ThrottleRules = defaultThrottleRules): number => {
  if (throttle === unthrottled) return window
  if (now < throttle.pausedUntil) return 0
  const steered = throttle.congestion < SLOW_FROM ? 1 : Math.max(0, FULL - throttle.congestion) / (FULL - SLOW_FROM + 1)
  return Math.max(1, Math.floor(window * Math.min(recoveredShare(throttle, now, rules), steered)))
}

const recoveredShare = ({ share, pausedUntil }: Throttle, now: number, { minPauseMs }: ThrottleRules): number =>
  share >= 1 ? 1 : Math.min(1, share + RECOVERY_STEP * Math.floor((now - pausedUntil) / minPauseMs))
