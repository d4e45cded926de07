/** One peer of the carrier's side, from its connection to its end: it binds, asks, and is delivered to. */
import type { Socket } from 'node:net'
import type { TLSSocket, TlsOptions } from 'node:tls'
import { bindResp } from './build.ts'
import type { Clock } from './clock.ts'
import { Connection } from './connection.ts'
import { type Change, type ConnectionHooks, type ConnectionOptions, settingsOf, tickMs } from './connection-options.ts'
import type { AlertNotification, Bind, EsmeRequest, McRequest } from './pdu.ts'
import type { SessionState } from './session.ts'
import type { AnswerList, OnSettled } from './settled.ts'
import { status } from './status.ts'
import { NO_TLVS, uintTlv } from './tlv.ts'
import { join, tick, wireOf } from './wire.ts'

export interface ServerOptions extends ConnectionOptions {
  /** Default 127.0.0.1. */
  host?: string
  /** Default 2775, or 3550 with TLS; 0 takes a free one. */
  port?: number
  /** Given: TLS; `requestCert`, `rejectUnauthorized` and `ca` for mutual TLS. */
  tls?: TlsOptions
  /** Our name in bind responses. Default tandem. */
  systemId?: string
  /** As sc_interface_version in bind responses: 0x34 or 0x50. Default 0x34. */
  interfaceVersion?: number
  /** More connections than this are closed at once. Default 1,000. */
  maxConnections?: number
  /** Addresses and ranges (`10.0.0.0/8`) that may connect; others are closed at once. Default everybody. */
  allow?: readonly string[]
  clock?: Clock
}

export interface ServerHooks {
  /** 0 accepts; anything else is the status of the answer, after which the connection is closed. May take its time. */
  authenticate(bind: Bind, session: ServerSession): number | Promise<number>
  /** Requests in the order of arrival, each to be answered, now or later. Beyond the session's inbound window none come. */
  onRequests(session: ServerSession, pdus: EsmeRequest[], answer: AnswerList): void
  onState?(session: ServerSession, change: Change): void
  onRoom?(session: ServerSession): void
  onBadPdu?(session: ServerSession, error: Parameters<NonNullable<ConnectionHooks['onBadPdu']>>[0]): void
}

export class ServerSession {
  /** The bind that was accepted; null before. */
  bind: Bind | null = null
  /** Whatever the owner wants to keep with it. */
  tag: unknown = undefined
  readonly socket: Socket
  readonly remoteAddress: string
  readonly #connection: Connection
  readonly #clock: Clock
  readonly #options: ServerOptions
  readonly #hooks: ServerHooks
  #binding = false
  #whenClosed: (() => void)[] = []

  /** Use `listen`, or `outbind`. */
  constructor(socket: Socket, clock: Clock, options: ServerOptions, hooks: ServerHooks, ended: () => void) {
    this.socket = socket
    this.remoteAddress = socket.remoteAddress ?? ''
    this.#options = options
    this.#hooks = hooks
    this.#clock = clock
    const connection = new Connection('mc', wireOf(socket), this.#connectionHooks(), clock.now, options)
    const stop = clock.every(tickMs(settingsOf('mc', options)), () => tick(socket, connection))
    this.#connection = connection
    join(socket, connection, () => {
      stop()
      ended()
      for (const resolve of this.#whenClosed.splice(0)) resolve()
    })
  }

  get state(): SessionState {
    return this.#connection.session.state
  }
  get systemId(): string {
    return this.bind?.systemId ?? ''
  }
  get inFlight(): number {
    return this.#connection.inFlight
  }
  /** Requests of the peer's that await our answer. */
  get unanswered(): number {
    return this.#connection.unanswered
  }
  /** The peer's certificate subject under mutual TLS. */
  get certificate(): ReturnType<TLSSocket['getPeerCertificate']> | null {
    return isTls(this.socket) ? this.socket.getPeerCertificate() : null
  }

  room(): number {
    return this.#connection.room()
  }
  /** Delivers messages and receipts; results as for the client's `submit`. */
  deliver(batch: readonly (McRequest | Uint8Array)[], settled: OnSettled) {
    this.#connection.submit(batch, settled)
  }
  alert(alert: AlertNotification) {
    this.#connection.send(alert)
  }
  /** This peer's own inbound window, say from what was agreed with it. */
  set inboundWindow(window: number) {
    this.#connection.inboundWindow = window
  }
  /** Waits up to `withinMs` for what is in flight, unbinds, closes. */
  async close(withinMs = 10_000): Promise<void> {
    if (this.socket.closed) return
    const closed = new Promise<void>((resolve) => this.#whenClosed.push(resolve))
    this.#connection.leave(this.#clock.now() + withinMs)
    await closed
  }

  /** For acting a bad peer: while true nothing is answered by itself (enquire_link, unbind, errors). */
  set mute(mute: boolean) {
    this.#connection.mute = mute
  }
  /** Writes bytes as they are, right or wrong, after what was written before. */
  raw(bytes: Uint8Array) {
    this.#connection.raw(bytes)
  }
  /** Drops the link at once, without a word. */
  destroy() {
    this.#connection.drop('closed_by_us')
    this.socket.destroy()
  }

  /** spec: SMPP 3.4 §4.1.7 */
  outbind(systemId: string, password: string) {
    this.#connection.send({ kind: 'outbind', status: 0, sequence: 0, systemId, password, tlvs: NO_TLVS })
  }

  #connectionHooks(): ConnectionHooks {
    const hooks = this.#hooks
    return {
      onBind: (pdu) => void this.#bound(pdu),
      onRequests: (pdus, answer) => hooks.onRequests(this, pdus as EsmeRequest[], answer), // an ESME may ask nothing else
      onChange: (change) => hooks.onState?.(this, change),
      onRoom: () => hooks.onRoom?.(this),
      onBadPdu: (error) => hooks.onBadPdu?.(this, error),
    }
  }

  #bound(pdu: Bind) {
    if (this.#binding) return this.#connection.answerBind(bindResp(pdu, { status: status.alreadyBound }))
    this.#binding = true
    const verdict = this.#hooks.authenticate(pdu, this)
    if (typeof verdict === 'number') this.#answerBind(pdu, verdict)
    else
      void verdict.then(
        (code) => this.#answerBind(pdu, code),
        (error) => this.#unanswerable(pdu, error),
      )
  }

  /** The peer gets an answer even so; the bug goes where bugs go. */
  #unanswerable(pdu: Bind, error: unknown) {
    this.#answerBind(pdu, status.systemError)
    throw error
  }

  #answerBind(pdu: Bind, code: number) {
    const { systemId = 'tandem', interfaceVersion = 0x34 } = this.#options
    this.#binding = false
    if (code === status.ok) this.bind = pdu
    // spec: SMPP 3.4 §4.1.2: the version tells the peer that it may use TLVs
    const tlvs = pdu.interfaceVersion >= 0x34 ? [uintTlv('sc_interface_version', interfaceVersion)] : NO_TLVS
    this.#connection.answerBind(code === status.ok ? bindResp(pdu, { systemId, tlvs }) : bindResp(pdu, { status: code }))
    if (code !== status.ok) this.#connection.end()
  }
}

/** Node's own way to tell them apart. */
const isTls = (socket: Socket): socket is TLSSocket => 'encrypted' in socket
