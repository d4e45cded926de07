/** The carrier's side: accepts binds, takes messages, delivers messages and receipts. */
import { BlockList, connect as connectTcp, createServer as createTcpServer, isIPv6, type Server as NetServer, type Socket } from 'node:net'
import { createServer as createTlsServer, TLSSocket, type TlsOptions } from 'node:tls'
import { bindResp } from './build.ts'
import { systemClock } from './client.ts'
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

  constructor(socket: Socket, options: ServerOptions, hooks: ServerHooks, ended: () => void) {
    this.socket = socket
    this.remoteAddress = socket.remoteAddress ?? ''
    this.#options = options
    this.#hooks = hooks
    this.#clock = options.clock ?? systemClock
    const connection = new Connection('mc', wireOf(socket), this.#connectionHooks(), this.#clock.now, options)
    const stop = this.#clock.every(tickMs(settingsOf('mc', options)), () => tick(socket, connection))
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
    return this.socket instanceof TLSSocket ? this.socket.getPeerCertificate() : null
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

/** A TLS handshake takes no longer; beyond it the connection is closed. */
const HANDSHAKE_MS = 10_000

export class Server {
  readonly sessions = new Set<ServerSession>()
  readonly #net: NetServer
  /** Every connection, those in the middle of a TLS handshake included. */
  readonly #sockets = new Set<Socket>()

  constructor(options: ServerOptions, hooks: ServerHooks) {
    const allowed = allowList(options.allow)
    const { maxConnections = 1_000 } = options
    const accept = (socket: Socket) => this.#add(socket, options, hooks)
    this.#net = options.tls ? createTlsServer({ handshakeTimeout: HANDSHAKE_MS, ...options.tls }, accept) : createTcpServer(accept)
    // Before the handshake of TLS, which costs us more than the stranger.
    this.#net.prependListener('connection', (socket: Socket) => {
      if (!allowed(socket.remoteAddress ?? '')) return void socket.destroy()
      this.#sockets.add(socket.once('close', () => this.#sockets.delete(socket)))
    })
    this.#net.maxConnections = maxConnections
  }

  /** Where it listens. */
  get port(): number {
    const address = this.#net.address()
    return typeof address === 'object' && address ? address.port : 0
  }

  listen(port: number, host: string): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#net.once('error', reject)
      this.#net.listen(port, host, () => {
        this.#net.off('error', reject)
        resolve()
      })
    })
  }

  /** Listens no more, lets every session finish within `withinMs`, and unbinds it. */
  async close(withinMs = 10_000): Promise<void> {
    const closed = new Promise<void>((resolve) => this.#net.close(() => resolve()))
    await Promise.all([...this.sessions].map((session) => session.close(withinMs)))
    await closed
  }

  /** Drops every link at once. */
  async destroy(): Promise<void> {
    const closed = new Promise<void>((resolve) => this.#net.close(() => resolve()))
    for (const session of this.sessions) session.destroy()
    for (const socket of this.#sockets) socket.destroy()
    await closed
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.destroy()
  }

  #add(socket: Socket, options: ServerOptions, hooks: ServerHooks) {
    if (socket.destroyed) return
    const session: ServerSession = new ServerSession(socket, options, hooks, () => this.sessions.delete(session))
    this.sessions.add(session)
  }
}

const allowList = (ranges?: readonly string[]): ((address: string) => boolean) => {
  if (!ranges) return () => true
  const list = new BlockList()
  for (const range of ranges) {
    const [address = '', bits] = range.split('/')
    const family = isIPv6(address) ? 'ipv6' : 'ipv4'
    if (bits === undefined) list.addAddress(address, family)
    else list.addSubnet(address, Number(bits), family)
  }
  return (address) => list.check(address.replace(/^::ffff:/, ''), isIPv6(address) && !address.startsWith('::ffff:') ? 'ipv6' : 'ipv4')
}

/** Listens for binds. */
export const listen = async (options: ServerOptions, hooks: ServerHooks): Promise<Server> => {
  const server = new Server(options, hooks)
  await server.listen(options.port ?? (options.tls ? 3550 : 2775), options.host ?? '127.0.0.1')
  return server
}

/** Calls a business's server and asks it to bind back over this connection. spec: SMPP 3.4 §4.1.7 */
export const outbind = async (
  to: { host: string; port: number; systemId: string; password: string },
  options: ServerOptions,
  hooks: ServerHooks,
): Promise<ServerSession> => {
  const socket = connectTcp(to.port, to.host)
  await new Promise<void>((resolve, reject) => socket.once('connect', resolve).once('error', reject))
  const session = new ServerSession(socket, options, hooks, () => {})
  session.outbind(to.systemId, to.password)
  return session
}
