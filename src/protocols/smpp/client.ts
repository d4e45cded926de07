/** The business's side: a bind to a carrier that stays up by itself. */
import { type AddressInfo, connect as connectTcp, createServer, type Socket } from 'node:net'
import { connect as connectTls, type ConnectionOptions as TlsOptions } from 'node:tls'
import { bind } from './build.ts'
import { backOffMs, type Clock } from './clock.ts'
import { Connection } from './connection.ts'
import { type Change, type ConnectionHooks, type ConnectionOptions, settingsOf, tickMs } from './connection-options.ts'
import type { AlertNotification, Bind, EsmeRequest, McRequest, Outbind } from './pdu.ts'
import { isBound, type SessionState } from './session.ts'
import type { AnswerList, OnSettled } from './settled.ts'
import { status } from './status.ts'
import { type Throttle, unthrottled } from './throttle.ts'
import { join, tick, wireOf } from './wire.ts'

export const systemClock: Clock = {
  now: () => performance.now(),
  after: (ms, run) => {
    const timer = setTimeout(run, ms)
    return () => clearTimeout(timer)
  },
  every: (ms, run) => {
    const timer = setInterval(run, ms)
    return () => clearInterval(timer)
  },
}

export interface BindOptions extends Partial<Pick<Bind, 'systemType' | 'interfaceVersion' | 'addrTon' | 'addrNpi' | 'addressRange'>> {
  /** Default transceiver. */
  as?: 'transceiver' | 'transmitter' | 'receiver'
  systemId: string
  password: string
}

export interface ClientOptions extends ConnectionOptions {
  host: string
  /** Default 2775, or 3550 with TLS. */
  port?: number
  bind: BindOptions
  /** Given: TLS, with these options (`ca`, `servername`, and `cert` and `key` for mutual TLS). */
  tls?: TlsOptions
  localAddress?: string
  /** TCP, and TLS, must be up within this. Default 10,000. */
  connectMs?: number
  /** Wait before the first attempt to come back; doubles with each. Default 1,000. */
  reconnectMinMs?: number
  /** Longest such wait. Default 60,000. */
  reconnectMaxMs?: number
  clock?: Clock
  /** From 0 to 1. Default Math.random. */
  random?: () => number
}

export interface ClientChange extends Change {
  /** The carrier's answer, when it refused the bind. */
  status?: number
  /** The socket's own words. */
  detail?: string
  /** When closed: in how long the next attempt begins. */
  retryInMs?: number
}

export interface ClientHooks {
  /** deliver_sm and data_sm, receipts among them, in the order of arrival. Each is acknowledged when `answer` says so, not before. */
  onDeliver(pdus: McRequest[], answer: AnswerList): void
  onAlert?(alert: AlertNotification): void
  onState?(change: ClientChange): void
  /** `room()` is above 0 again. */
  onRoom?(): void
  /** For the log: the peer sent something malformed. It has been answered. */
  onBadPdu?: ConnectionHooks['onBadPdu']
}

/** A bind that lasted this long was a good one: the next attempts start with the shortest wait again. */
const STABLE_MS = 10_000
/** Wrong credentials do not become right by hammering: begin at the eightfold wait. */
const REFUSED_ATTEMPT = 3
const credentials: readonly number[] = [status.bindFailed, status.invalidPassword, status.invalidSystemId]

export class ClientSession {
  readonly #options: ClientOptions
  readonly #hooks: ClientHooks
  readonly #clock: Clock
  #connection: Connection | null = null
  #socket: Socket | null = null
  #attempt = 0
  #bindStatus = 0
  #boundAt: number | null = null
  #throttle: Throttle = unthrottled
  /** Does not come back when the session ends. */
  #closing: boolean
  #cancel: () => void = () => {}
  #whenClosed: (() => void)[] = []
  #whenAlive: ((lives: boolean) => void)[] = []

  /** Use `connect`. An accepted socket is one that a carrier's outbind came over. */
  constructor(options: ClientOptions, hooks: ClientHooks, accepted?: { socket: Socket; outbind: (outbind: Outbind) => boolean }) {
    this.#options = options
    this.#hooks = hooks
    this.#clock = options.clock ?? systemClock
    this.#closing = accepted !== undefined
    if (accepted) this.#begin(accepted.socket, accepted.outbind)
    else this.#dial()
  }

  get state(): SessionState {
    return this.#connection?.session.state ?? 'CLOSED'
  }

  /** Requests in flight. */
  get inFlight(): number {
    return this.#connection?.inFlight ?? 0
  }

  /** How many requests it takes now. */
  room(): number {
    return this.#connection?.room() ?? 0
  }

  /** Sends what there is room for. `settled` is called with results as they come, each place of `batch` exactly once. */
  submit(batch: readonly (EsmeRequest | Uint8Array)[], settled: OnSettled) {
    if (this.#connection) return this.#connection.submit(batch, settled)
    queueMicrotask(() => settled(batch.map((_, at) => ({ at, kind: 'unsent', why: 'not_bound' }))))
  }

  /** Asks now whether the carrier lives: after how many ms it said so, or null if there is no session, or it ends first. */
  async enquire(): Promise<number | null> {
    const connection = this.#connection
    if (!connection || !isBound(connection.session)) return null
    const asked = this.#clock.now()
    const lives = new Promise<boolean>((resolve) => this.#whenAlive.push(resolve))
    connection.enquire()
    return (await lives) ? this.#clock.now() - asked : null
  }

  /** Stops submitting, waits up to `withinMs` for what is in flight, unbinds, and does not come back. */
  async close(withinMs = 10_000): Promise<void> {
    this.#closing = true
    if (!this.#socket) return this.#cancel()
    const closed = new Promise<void>((resolve) => this.#whenClosed.push(resolve))
    if (this.#connection) this.#connection.leave(this.#clock.now() + withinMs)
    else this.#socket.destroy()
    await closed
  }

  /** Ends it at once; everything in flight is unknown. Does not come back. */
  destroy() {
    this.#closing = true
    this.#cancel()
    this.#connection?.drop('closed_by_us')
    this.#socket?.destroy()
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close()
  }

  #dial() {
    const { host, tls, localAddress, connectMs = 10_000 } = this.#options
    const port = this.#options.port ?? (tls ? 3550 : 2775)
    const to = localAddress === undefined ? { host, port } : { host, port, localAddress }
    const socket = tls ? connectTls({ ...tls, ...to }) : connectTcp(to)
    this.#bindStatus = 0
    this.#boundAt = null
    let failure: Error | undefined
    const failed = (error: Error) => {
      failure = error
    }
    const gone = () => this.#gone({ from: 'CLOSED', to: 'CLOSED', why: failure === late ? 'connect_timer' : 'socket_error' }, failure)
    const late = new Error(`no connection within ${connectMs} ms`)
    this.#socket = socket
    this.#cancel = this.#clock.after(connectMs, () => socket.destroy(late))
    socket.once('error', failed)
    socket.once('close', gone)
    socket.once(tls ? 'secureConnect' : 'connect', () => {
      this.#cancel()
      socket.off('error', failed).off('close', gone)
      this.#begin(socket)
    })
  }

  #begin(socket: Socket, outbind?: (outbind: Outbind) => boolean) {
    const connection = new Connection(
      'esme',
      wireOf(socket),
      this.#connectionHooks(outbind),
      this.#clock.now,
      this.#options,
      this.#throttle,
    )
    const stop = this.#clock.every(tickMs(settingsOf('esme', this.#options)), () => tick(socket, connection))
    this.#socket = socket
    this.#connection = connection
    let last: Change = { from: 'OPEN', to: 'CLOSED' }
    this.#closed = (change) => {
      last = change
    }
    join(socket, connection, (error) => {
      stop()
      this.#throttle = connection.throttle
      this.#connection = null
      this.#gone(last, error)
    })
    if (!outbind) this.#bind()
  }

  /** Remembers why, until the socket is closed too. */
  #closed: (change: Change) => void = () => {}

  #connectionHooks(outbind?: (outbind: Outbind) => boolean): ConnectionHooks {
    const { onDeliver, onAlert, onRoom, onBadPdu } = this.#hooks
    return {
      onRequests: (pdus, answer) => onDeliver.call(this.#hooks, pdus as McRequest[], answer), // a message centre may ask nothing else
      onBindResp: (resp) => {
        if (resp.status === 0 && resp.kind !== 'generic_nack') return
        this.#bindStatus = resp.status || status.unknown
        this.#connection?.drop('bind_refused')
      },
      onOutbind: (pdu) => (outbind?.(pdu) ? this.#bind() : this.#connection?.drop('bind_refused')),
      onAlive: () => this.#alive(true),
      onChange: (change) => this.#changed(change),
      ...(onAlert && { onAlert: onAlert.bind(this.#hooks) }),
      ...(onRoom && { onRoom: onRoom.bind(this.#hooks) }),
      ...(onBadPdu && { onBadPdu: onBadPdu.bind(this.#hooks) }),
    }
  }

  #bind() {
    const { as = 'transceiver', ...fields } = this.#options.bind
    this.#connection?.send(bind(`bind_${as}`, fields)) // spec: SMPP 3.4 §4.1
  }

  #changed(change: Change) {
    if (change.to === 'CLOSED') return this.#closed(change)
    if (this.#connection && isBound(this.#connection.session)) this.#boundAt = this.#clock.now()
    this.#hooks.onState?.(change)
  }

  #alive(lives: boolean) {
    for (const resolve of this.#whenAlive.splice(0)) resolve(lives)
  }

  /** The socket is closed: say so, and come back later unless told not to. */
  #gone(change: Change, error?: Error) {
    this.#cancel()
    this.#socket = null
    const told: ClientChange = { ...change }
    if (this.#bindStatus !== 0) told.status = this.#bindStatus
    if (error) told.detail = error.message
    if (!this.#closing) told.retryInMs = this.#comeBack()
    this.#hooks.onState?.(told)
    this.#alive(false)
    for (const resolve of this.#whenClosed.splice(0)) resolve()
  }

  #comeBack(): number {
    const { reconnectMinMs = 1_000, reconnectMaxMs = 60_000, random = Math.random } = this.#options
    if (this.#boundAt !== null && this.#clock.now() - this.#boundAt >= STABLE_MS) this.#attempt = 0
    if (credentials.includes(this.#bindStatus)) this.#attempt = Math.max(this.#attempt, REFUSED_ATTEMPT)
    const waitMs = backOffMs(this.#attempt++, reconnectMinMs, reconnectMaxMs, random)
    this.#cancel = this.#clock.after(waitMs, () => this.#dial())
    return waitMs
  }
}

/** Connects and binds, and again whenever the session ends, until closed. */
export const connect = (options: ClientOptions, hooks: ClientHooks): ClientSession => new ClientSession(options, hooks)

export interface OutbindListener {
  readonly port: number
  close(): Promise<void>
}

/** Listens for carriers that ask us to bind with an outbind. `known` says whose requests to follow. spec: SMPP 3.4 §2.2.1 */
export const acceptOutbinds = async (
  on: { port: number; host?: string },
  options: ClientOptions,
  hooks: ClientHooks,
  known: (outbind: Outbind) => boolean,
  opened: (session: ClientSession) => void,
): Promise<OutbindListener> => {
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket.once('close', () => sockets.delete(socket)))
    if (sockets.size > MAX_OUTBINDS) return socket.destroy()
    opened(new ClientSession(options, hooks, { socket, outbind: known }))
  })
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(on.port, on.host ?? '127.0.0.1', resolve))
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve())
      for (const socket of sockets) socket.destroy()
    })
  return { port: (server.address() as AddressInfo).port, close } // listening on TCP, it has one
}

/** Carriers connected at once; more are closed at once. */
const MAX_OUTBINDS = 100
