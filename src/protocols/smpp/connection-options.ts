/** What a connection is given: its settings with their defaults, a socket to write to, and whom to tell. */
import type { RecoverablePduError, UnrecoverablePduError } from './errors.ts'
import { MAX_PDU_BYTES } from './frames.ts'
import type { OverWindow } from './incoming.ts'
import { type Limits, lenientLimits } from './layouts.ts'
import type { AlertNotification, Bind, BindResp, Outbind, Request, Response } from './pdu.ts'
import { defaultTimers, type Role, type SessionState, type Timers, type Why } from './session.ts'
import type { AnswerList } from './settled.ts'
import { defaultThrottleRules, type ThrottleRules } from './throttle.ts'

/** The part of a socket a connection uses. */
export interface Wire {
  /** False when the socket wants no more until `drained()`. */
  write(bytes: Uint8Array): boolean
  /** True when everything written has left, so its memory may be used again. */
  idle(): boolean
  /** Octets written and not gone yet. */
  backlog(): number
  pause(): void
  resume(): void
  /** Close once everything written has gone. */
  end(): void
  destroy(): void
}

export interface ConnectionOptions {
  timers?: Partial<Timers>
  /** Requests of ours in flight at most. Default 10. */
  window?: number
  /** Requests of the peer's that await our answer at most; beyond it see `overWindow`. Default 1,000. */
  inboundWindow?: number
  /** Beyond the inbound window: answer RTHROTTLED or RMSGQFUL, or read no more until half is answered. Default pause as ESME, throttled as MC. */
  overWindow?: OverWindow
  /**
   * A request nobody answered within responseMs. drop: end the session, all in flight becomes unknown. forget: only that
   * request becomes unknown, the session stays. wait: it keeps its place in the window for ever. Default drop.
   */
  expiry?: 'drop' | 'forget' | 'wait'
  throttle?: Partial<ThrottleRules>
  /** A longer PDU ends the session. Default 70,000. */
  maxPduBytes?: number
  /** Longest texts accepted in PDUs. Default lenientLimits. */
  limits?: Limits
}

export type Settings = Required<Omit<ConnectionOptions, 'timers' | 'throttle'>> & { timers: Timers; throttle: ThrottleRules }

export const settingsOf = (role: Role, options: ConnectionOptions): Settings => ({
  window: options.window ?? 10,
  inboundWindow: options.inboundWindow ?? 1_000,
  overWindow: options.overWindow ?? (role === 'esme' ? 'pause' : 'throttled'),
  expiry: options.expiry ?? 'drop',
  maxPduBytes: options.maxPduBytes ?? MAX_PDU_BYTES,
  limits: options.limits ?? lenientLimits,
  timers: { ...defaultTimers, ...options.timers },
  throttle: { ...defaultThrottleRules, ...options.throttle },
})

/** How often `tick()` should be called, so that no timer is late by more than a quarter of itself, or a second. */
export const tickMs = ({ timers, throttle }: Settings): number => {
  const shortest = Math.min(...[...Object.values<number>({ ...timers }), throttle.minPauseMs].filter((ms) => ms > 0))
  return Math.min(1_000, Math.max(10, Math.floor(shortest / 4)))
}

export interface Change {
  from: SessionState
  to: SessionState
  /** Why it closed. */
  why?: Why
}

/** Whom a connection tells. Hooks are called while bytes are read: return soon. */
export interface ConnectionHooks {
  onBind?(bind: Bind): void
  /** The answer to our bind; generic_nack counts as one. */
  onBindResp?(resp: BindResp | Response): void
  onOutbind?(outbind: Outbind): void
  /** Everything about messages that one read brought. Each must be answered, now or later. */
  onRequests(requests: Request[], answer: AnswerList): void
  onAlert?(alert: AlertNotification): void
  /** The peer answered an enquire_link. */
  onAlive?(): void
  onChange(change: Change): void
  /** There is room again after there was none, or less than asked for. */
  onRoom?(): void
  onBadPdu?(error: RecoverablePduError | UnrecoverablePduError): void
}
