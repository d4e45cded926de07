/**
 * The life of one SMPP session, for either side, without a socket or a clock: `step(session, input, now)` answers the
 * session as it is afterwards and what is to be done. `admission` is its other half: which request is allowed when.
 */
import type { Kind } from './pdu.ts'

// spec: SMPP 3.4 §2.2, SMPP 5.0 §2.3
export type SessionState = 'OPEN' | 'OUTBOUND' | 'BOUND_TX' | 'BOUND_RX' | 'BOUND_TRX' | 'UNBOUND' | 'CLOSED'
/** esme: the business's side, which binds. mc: the message centre, the carrier's side. */
export type Role = 'esme' | 'mc'

export type Why =
  | 'closed_by_peer'
  | 'closed_by_us'
  | 'socket_error'
  | 'connect_timer'
  | 'session_init_timer'
  | 'bind_timer'
  | 'bind_refused'
  | 'enquire_link_timer'
  | 'response_timer'
  | 'inactivity_timer'
  | 'pdu_timer'
  | 'unbind_timer'
  | 'unbound_by_peer'
  | 'bad_length'

/** All in milliseconds; 0 switches one off. */
export interface Timers {
  /** Carrier's side: from connection to bind. Beyond it the connection is dropped. Default 30,000. */
  sessionInitMs: number
  /** Our bind must be answered within this. Default 10,000. */
  bindMs: number
  /** Silence after which we ask whether the peer is there. Default 30,000. */
  enquireLinkMs: number
  /** A request unanswered for so long has an unknown outcome; see `expiry`. Also for enquire_link. Default 60,000. */
  responseMs: number
  /** No PDU but enquire_link for so long ends the session. Default 0. */
  inactivityMs: number
  /** A PDU that has begun must be whole within this. Default 10,000. */
  pduReadMs: number
  /** Our unbind must be answered, and the socket closed, within this. Default 5,000. */
  unbindMs: number
}

// spec: SMPP 3.4 §7.2 names the timers and leaves their values to us
export const defaultTimers: Timers = {
  sessionInitMs: 30_000,
  bindMs: 10_000,
  enquireLinkMs: 30_000,
  responseMs: 60_000,
  inactivityMs: 0,
  pduReadMs: 10_000,
  unbindMs: 5_000,
}

export interface Session {
  readonly role: Role
  readonly timers: Timers
  readonly state: SessionState
  /** When the state began. */
  readonly since: number
  readonly heardAt: number
  /** Last PDU other than enquire_link and its answer. */
  readonly activeAt: number
  /** When our unanswered enquire_link went; null: none is out. */
  readonly enquiredAt: number | null
  /** When the bytes of an unfinished PDU came; null: none is unfinished. */
  readonly partialAt: number | null
  /** We do not read for the moment, so silence proves nothing. */
  readonly deaf: boolean
}

export type Input =
  | { kind: 'tick' }
  /** Bytes came. `active`: with a PDU other than enquire_link. `whole`: with any whole PDU. `partial`: with the beginning of one. */
  | { kind: 'heard'; active: boolean; whole: boolean; partial: boolean }
  | { kind: 'deaf'; deaf: boolean }
  | { kind: 'outbind' }
  | { kind: 'bound'; as: 'BOUND_TX' | 'BOUND_RX' | 'BOUND_TRX' }
  | { kind: 'unbind' }
  | { kind: 'closed'; why: Why }

export type Effect = { kind: 'enquire' } | { kind: 'drop'; why: Why } | { kind: 'changed'; from: SessionState; to: SessionState; why?: Why }

export interface Step {
  session: Session
  effects: readonly Effect[]
}

export const openSession = (role: Role, timers: Timers, now: number): Session => ({
  ...{ role, timers, state: 'OPEN', since: now, heardAt: now, activeAt: now },
  ...{ enquiredAt: null, partialAt: null, deaf: false },
})

export const isBound = ({ state }: Session): boolean => state === 'BOUND_TRX' || state === 'BOUND_TX' || state === 'BOUND_RX'

/** From → to. Anything else is a bug in the caller and leaves the session as it is. spec: SMPP 5.0 §2.3 */
const moves: Record<SessionState, readonly SessionState[]> = {
  OPEN: ['OUTBOUND', 'BOUND_TX', 'BOUND_RX', 'BOUND_TRX', 'UNBOUND', 'CLOSED'],
  OUTBOUND: ['BOUND_RX', 'BOUND_TRX', 'UNBOUND', 'CLOSED'],
  BOUND_TX: ['UNBOUND', 'CLOSED'],
  BOUND_RX: ['UNBOUND', 'CLOSED'],
  BOUND_TRX: ['UNBOUND', 'CLOSED'],
  UNBOUND: ['CLOSED'],
  CLOSED: [],
}

const NOTHING: readonly Effect[] = []

export const step = (session: Session, input: Input, now: number): Step => {
  switch (input.kind) {
    case 'tick':
      return tick(session, now)
    case 'heard':
      return { session: heard(session, input, now), effects: NOTHING }
    case 'deaf':
      return { session: { ...session, deaf: input.deaf, heardAt: now, enquiredAt: null, partialAt: null }, effects: NOTHING }
    case 'outbind':
      return move(session, 'OUTBOUND', now)
    case 'bound':
      return move(session, input.as, now)
    case 'unbind':
      return move(session, 'UNBOUND', now)
    case 'closed':
      return move(session, 'CLOSED', now, input.why)
  }
}

const heard = (session: Session, input: { active: boolean; whole: boolean; partial: boolean }, now: number): Session => ({
  ...session,
  // Only whole PDUs are signs of life; whoever drips single octets is measured from the first of them.
  heardAt: input.whole ? now : session.heardAt,
  activeAt: input.active ? now : session.activeAt,
  enquiredAt: input.whole ? null : session.enquiredAt,
  partialAt: input.partial ? (input.whole ? now : (session.partialAt ?? now)) : null,
})

const move = (session: Session, to: SessionState, now: number, why?: Why): Step => {
  const { state: from } = session
  if (!moves[from].includes(to)) return { session, effects: NOTHING }
  return {
    session: { ...session, state: to, since: now, activeAt: now },
    effects: [why ? { kind: 'changed', from, to, why } : { kind: 'changed', from, to }],
  }
}

const tick = (session: Session, now: number): Step => {
  const why = overdue(session, now)
  if (why) return { session, effects: [{ kind: 'drop', why }] }
  const { enquireLinkMs } = session.timers
  const ask =
    isBound(session) && !session.deaf && session.enquiredAt === null && enquireLinkMs > 0 && now - session.heardAt >= enquireLinkMs
  return ask ? { session: { ...session, enquiredAt: now }, effects: [{ kind: 'enquire' }] } : { session, effects: NOTHING }
}

// spec: SMPP 3.4 §7.2
const overdue = ({ role, state, timers, since, activeAt, enquiredAt, partialAt, deaf }: Session, now: number): Why | null => {
  const past = (from: number | null, ms: number) => from !== null && ms > 0 && now - from >= ms
  if (state === 'CLOSED') return null
  if (state === 'UNBOUND') return past(since, timers.unbindMs) ? 'unbind_timer' : null
  if (deaf) return null
  if (past(partialAt, timers.pduReadMs)) return 'pdu_timer'
  if (state === 'OPEN' || state === 'OUTBOUND') {
    if (role === 'esme') return past(since, timers.bindMs) ? 'bind_timer' : null
    return past(since, timers.sessionInitMs) ? 'session_init_timer' : null
  }
  if (past(enquiredAt, timers.responseMs)) return 'enquire_link_timer'
  return past(activeAt, timers.inactivityMs) ? 'inactivity_timer' : null
}

/** The state a bind leads to. */
export const boundState = (kind: Kind): 'BOUND_TX' | 'BOUND_RX' | 'BOUND_TRX' => {
  if (kind.startsWith('bind_transmitter')) return 'BOUND_TX'
  return kind.startsWith('bind_receiver') ? 'BOUND_RX' : 'BOUND_TRX'
}

const always = ['enquire_link', 'unbind'] as const // before the bind too: peers probe with enquire_link
const binds = ['bind_receiver', 'bind_transmitter', 'bind_transceiver'] as const
const sends = [
  ...['submit_sm', 'submit_multi', 'data_sm', 'query_sm', 'cancel_sm', 'replace_sm'],
  ...['broadcast_sm', 'query_broadcast_sm', 'cancel_broadcast_sm'],
] as Kind[] // literal kinds; the spread widened them
const delivers = ['deliver_sm', 'data_sm', 'alert_notification'] as const
const set = (...kinds: readonly Kind[]): ReadonlySet<Kind> => new Set(kinds)
const nothing = set()

/** Who may ask what, in which state. spec: SMPP 3.4 §2.3 */
const allowed: Record<Role, Record<SessionState, ReadonlySet<Kind>>> = {
  esme: {
    OPEN: set(...always, ...binds),
    OUTBOUND: set(...always, 'bind_receiver', 'bind_transceiver'),
    BOUND_TX: set(...always, ...sends),
    BOUND_RX: set(...always),
    BOUND_TRX: set(...always, ...sends),
    UNBOUND: set(...always),
    CLOSED: nothing,
  },
  mc: {
    OPEN: set(...always, 'outbind'),
    OUTBOUND: set(...always),
    BOUND_TX: set(...always),
    BOUND_RX: set(...always, ...delivers),
    BOUND_TRX: set(...always, ...delivers),
    UNBOUND: set(...always),
    CLOSED: nothing,
  },
}

const RINVBNDSTS = 0x04
const RALYBND = 0x05

/** 0, or the status that answers a request of this kind made by `sender` now. */
export const admission = (session: Session, sender: Role, kind: Kind): number => {
  if (allowed[sender][session.state].has(kind)) return 0
  return isBound(session) && kind.startsWith('bind_') ? RALYBND : RINVBNDSTS
}
