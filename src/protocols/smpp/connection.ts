/**
 * One connection, either side: bytes in, lists of PDUs to the owner, answers and requests out. It has no socket and no clock
 * of its own; client.ts and server.ts lend it theirs. What is written while a read is dealt with leaves in one write.
 */
import { writeHeader, writeNack, writePdu, writeRefusal } from './answers.ts'
import { type ConnectionHooks, type ConnectionOptions, type Settings, settingsOf, type Wire } from './connection-options.ts'
import { type RecoverablePduError, UnrecoverablePduError } from './errors.ts'
import { Farewell } from './farewell.ts'
import { Flow } from './flow.ts'
import { Incoming } from './incoming.ts'
import { Outbox } from './outbox.ts'
import { Outgoing } from './outgoing.ts'
import { type BindResp, type Pdu, RESPONSE_BIT, type Request, type Response } from './pdu.ts'
import { Reader } from './reader.ts'
import { admission, boundState, type Input, isBound, openSession, type Role, type Session, step, type Why } from './session.ts'
import type { OnSettled } from './settled.ts'
import type { Throttle } from './throttle.ts'

export class Connection {
  session: Session
  /** While true nothing is answered by itself: enquire_link, errors, unbind. For acting a bad peer. */
  mute = false
  readonly #role: Role
  readonly #wire: Wire
  readonly #hooks: ConnectionHooks
  readonly #now: () => number
  readonly #settings: Settings
  readonly #reader: Reader
  readonly #flow: Flow
  readonly #farewell = new Farewell()
  readonly #outbox: Outbox
  readonly #outgoing: Outgoing
  readonly #incoming: Incoming
  #busy = false
  #flushing = false
  #wantsRoom = true
  #readAt = 0

  constructor(role: Role, wire: Wire, hooks: ConnectionHooks, now: () => number, options: ConnectionOptions = {}, throttle?: Throttle) {
    const settings = settingsOf(role, options)
    this.#role = role
    this.#wire = wire
    this.#hooks = hooks
    this.#now = now
    this.#settings = settings
    this.#flow = new Flow(wire)
    this.#outbox = new Outbox({ write: (bytes) => this.#write(bytes), idle: () => wire.idle() })
    this.#outgoing = new Outgoing(this.#outbox, settings.window, settings.throttle, throttle)
    this.#incoming = new Incoming(this.#outbox, settings.inboundWindow, settings.overWindow, {
      requests: (requests, answer) => hooks.onRequests(requests, answer),
      answered: () => this.#answered(),
    })
    this.#reader = new Reader(settings.maxPduBytes, settings.limits, {
      request: (pdu) => this.#request(pdu),
      response: (resp) => this.#response(resp),
      bad: (error) => this.#bad(error),
      listening: () => !this.ended,
    })
    this.session = openSession(role, settings.timers, now())
  }

  get ended(): boolean {
    return this.session.state === 'CLOSED'
  }

  get inFlight(): number {
    return this.#outgoing.inFlight
  }

  /** Requests of the peer's that await our answer. */
  get unanswered(): number {
    return this.#incoming.open
  }

  /** Another limit for requests that await our answer than the options set. */
  set inboundWindow(window: number) {
    this.#incoming.window = window
  }

  get throttle(): Throttle {
    return this.#outgoing.throttle
  }

  room(): number {
    const shut = this.#flow.blocked || this.#farewell.leaving || !isBound(this.session)
    const room = shut ? 0 : this.#outgoing.room(this.#now())
    if (room === 0) this.#wantsRoom = true
    return room
  }

  submit(requests: readonly (Request | Uint8Array)[], settled: OnSettled) {
    const room = this.room()
    if (room <= requests.length) this.#wantsRoom = true
    this.#outgoing.send(requests, settled, room, isBound(this.session) ? 'no_room' : 'not_bound', this.#now())
    this.#flushSoon()
  }

  /** Sends a PDU whose answer is not a result: bind, outbind, alert_notification. */
  send(pdu: Pdu) {
    writePdu(this.#outbox, pdu, pdu.sequence === 0 ? this.#outgoing.nextSequence() : pdu.sequence)
    if (pdu.kind === 'outbind') this.#step({ kind: 'outbind' })
    this.#flushSoon()
  }

  /** Asks whether the peer is there, without waiting for silence; `onAlive` hears the answer. spec: SMPP 3.4 §4.11 */
  enquire() {
    writeHeader(this.#outbox, 'enquire_link', 0, this.#outgoing.nextSequence())
    this.#flushSoon()
  }

  /** Answers a bind, and enters its state if the answer is yes. */
  answerBind(resp: BindResp) {
    if (this.session.state !== 'OPEN' && this.session.state !== 'OUTBOUND') return
    // spec: SMPP 3.4 §4.1.2: no body beside an error
    if (resp.status !== 0 && resp.tlvs.length === 0) writeHeader(this.#outbox, resp.kind, resp.status, resp.sequence)
    else writePdu(this.#outbox, resp)
    if (resp.status === 0) this.#step({ kind: 'bound', as: boundState(resp.kind) })
    this.#flushSoon()
  }

  /** Bytes as they are, right or wrong. */
  raw(bytes: Uint8Array) {
    this.#outbox.flush()
    this.#write(bytes)
  }

  /** Takes no more requests, and unbinds once all are answered, ours and theirs, or at `deadline`. */
  leave(deadline: number) {
    if (!isBound(this.session)) return this.drop('closed_by_us')
    this.#farewell.leave(deadline)
    this.#flushSoon()
  }

  // spec: SMPP 3.4 §4.2.1
  unbind() {
    if (this.session.state === 'UNBOUND' || this.ended) return
    writeHeader(this.#outbox, 'unbind', 0, this.#outgoing.nextSequence())
    this.#step({ kind: 'unbind' })
    this.#flushSoon()
  }

  /** Sends what is written and lets the peer see the end. */
  end() {
    this.#outbox.flush()
    this.#wire.end()
  }

  drop(why: Why) {
    if (this.ended) return
    this.#outbox.flush()
    this.closed(why)
    this.#wire.destroy()
  }

  /** The socket is gone, so everything in flight is unknown. */
  closed(why: Why) {
    if (this.ended) return
    const ended = this.session.state === 'UNBOUND' && why === 'closed_by_peer'
    const reason = ended ? (this.#farewell.theirs ? 'unbound_by_peer' : 'closed_by_us') : why
    this.#outgoing.giveUp(Number.POSITIVE_INFINITY, reason)
    this.#step({ kind: 'closed', why: reason })
    this.#outgoing.tell()
  }

  drained() {
    this.#flow.drained()
    this.#listen()
    this.#settleDown()
  }

  tick() {
    if (this.ended) return
    this.#expire(this.#now())
    this.#step({ kind: 'tick' })
    this.#settleDown()
  }

  received(chunk: Uint8Array) {
    if (this.ended) return
    this.#busy = true
    this.#readAt = this.#now()
    try {
      this.#step({ kind: 'heard', ...this.#reader.read(chunk) })
      this.#incoming.handOver()
      if (this.#incoming.full) this.#listen()
    } catch (error) {
      this.#hopeless(error)
    } finally {
      this.#busy = false
    }
    this.#settleDown()
  }

  #request(pdu: Pdu) {
    const refused = admission(this.session, this.#role === 'mc' ? 'esme' : 'mc', pdu.kind)
    if (refused !== 0) return this.#refuse(pdu, refused)
    switch (pdu.kind) {
      case 'enquire_link': // spec: SMPP 3.4 §4.11.2
        if (!this.mute) writeHeader(this.#outbox, 'enquire_link_resp', 0, pdu.sequence)
        return
      case 'unbind':
        return this.#unbound(pdu.sequence)
      case 'bind_receiver':
      case 'bind_transmitter':
      case 'bind_transceiver':
        return this.#hooks.onBind?.(pdu)
      case 'outbind':
        this.#step({ kind: 'outbind' })
        return this.#hooks.onOutbind?.(pdu)
      case 'alert_notification':
        return this.#hooks.onAlert?.(pdu)
    }
    const over = this.#incoming.take(pdu as Request) // responses and everything about the session went before
    if (over !== 0) this.#refuse(pdu, over)
  }

  #refuse(pdu: Pdu, status: number) {
    if (!this.mute) writeRefusal(this.#outbox, pdu.kind, pdu.sequence, status)
  }

  #response(resp: Response) {
    switch (resp.kind) {
      case 'bind_receiver_resp':
      case 'bind_transmitter_resp':
      case 'bind_transceiver_resp':
        return this.#bindAnswered(resp)
      case 'enquire_link_resp':
        return this.#hooks.onAlive?.()
      case 'unbind_resp':
        if (this.session.state === 'UNBOUND') this.drop('closed_by_us')
        return
      case 'generic_nack':
        if (!isBound(this.session)) return this.#bindAnswered(resp)
    }
    this.#outgoing.answered(resp, this.#readAt)
  }

  #bindAnswered(resp: BindResp | Response) {
    if (this.#role !== 'esme' || (this.session.state !== 'OPEN' && this.session.state !== 'OUTBOUND')) return
    if (resp.status === 0 && resp.kind !== 'generic_nack') this.#step({ kind: 'bound', as: boundState(resp.kind) })
    this.#hooks.onBindResp?.(resp)
  }

  /** spec: SMPP 3.4 §4.2.2. What they asked before is answered first, if that does not take too long. */
  #unbound(sequence: number) {
    if (this.mute) return
    if (this.session.state === 'UNBOUND') return writeHeader(this.#outbox, 'unbind_resp', 0, sequence)
    this.#incoming.handOver()
    this.#farewell.asked(sequence)
    this.#step({ kind: 'unbind' })
    this.#finish()
  }

  #finish() {
    const sequence = this.#farewell.answerable(this.#incoming.open)
    if (sequence === null) return
    writeHeader(this.#outbox, 'unbind_resp', 0, sequence)
    this.end()
  }

  #bad(error: RecoverablePduError) {
    this.#hooks.onBadPdu?.(error)
    if (error.commandId >= RESPONSE_BIT) this.#outgoing.answeredBadly(error)
    if (!this.mute) writeNack(this.#outbox, error)
  }

  #hopeless(error: unknown) {
    if (!(error instanceof UnrecoverablePduError)) throw error
    this.#hooks.onBadPdu?.(error)
    this.#incoming.handOver()
    if (!this.mute) writeHeader(this.#outbox, 'generic_nack', error.commandStatus, error.sequence) // spec: SMPP 3.4 §4.3
    this.drop('bad_length')
  }

  #answered() {
    if (this.session.deaf) this.#listen()
    this.#finish()
    this.#flushSoon()
  }

  /** Reads on, or stops, as answers owed and bytes unsent demand. */
  #listen() {
    const deaf = this.#flow.deaf(this.session.deaf, this.#incoming)
    if (deaf === this.session.deaf || this.ended) return
    this.#step({ kind: 'deaf', deaf })
    if (deaf) return this.#wire.pause()
    this.#outgoing.restart(this.#now())
    this.#wire.resume()
  }

  #expire(now: number) {
    const { responseMs } = this.#settings.timers
    if (responseMs === 0) return
    if (this.#flow.stuckSince(now - responseMs)) return this.drop('response_timer')
    if (this.session.deaf || this.#settings.expiry === 'wait') return
    if (this.#settings.expiry === 'forget') this.#outgoing.giveUp(now - responseMs, 'response_timer')
    else if (this.#outgoing.anyUntil(now - responseMs)) this.drop('response_timer')
  }

  #step(input: Input) {
    const { session, effects } = step(this.session, input, this.#now())
    this.session = session
    for (const effect of effects) {
      if (effect.kind === 'enquire') writeHeader(this.#outbox, 'enquire_link', 0, this.#outgoing.nextSequence())
      else if (effect.kind === 'drop') this.drop(effect.why)
      else this.#hooks.onChange(effect)
    }
  }

  #flushSoon() {
    if (this.#busy || this.#flushing) return
    this.#flushing = true
    queueMicrotask(() => {
      this.#flushing = false
      this.#settleDown()
    })
  }

  /** The end of every turn: tell what settled, say that there is room, send what was written. */
  #settleDown() {
    this.#outgoing.tell()
    if (this.#wantsRoom && this.#hooks.onRoom && this.room() > 0) {
      this.#wantsRoom = false
      this.#hooks.onRoom()
    }
    if (this.#farewell.due(this.inFlight === 0 && this.unanswered === 0, this.#now())) this.unbind()
    this.#outbox.flush()
  }

  #write(bytes: Uint8Array) {
    if (this.ended) return
    if (!this.#flow.write(bytes, this.#now())) this.#listen()
  }
}
