/** The business's side: a bind to a carrier that stays up by itself. */
import { connect as connectTcp, type Socket } from 'node:net'
import { connect as connectTls } from 'node:tls'
import { bind } from './build.ts'
import type { ClientChange, ClientHooks, ClientOptions } from './client-options.ts'
import type { Clock } from './clock.ts'
import { attemptAfter, backOffMs } from './come-back.ts'
import { Connection } from './connection.ts'
import { type Change, type ConnectionHooks, settingsOf, tickMs } from './connection-options.ts'
import type { EsmeRequest, McRequest, Outbind } from './pdu.ts'
import { isBound, type SessionState } from './session.ts'
import type { OnSettled } from './settled.ts'
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

export class ClientSession {
  readonly #options: ClientOptions
  readonly #hooks: ClientHooks
  readonly #clock: Clock
  #connection: Connection | null = null
  #socket: Socket | null = null
  #attempts = 0
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
    this.#cancel = this.#clock.after(connectMs, () => {
      if (tls && !socket.connecting) late.message = `no TLS within ${connectMs} ms` // TCP is there
      socket.destroy(late)
    })
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
    const boundForMs = this.#boundAt === null ? null : this.#clock.now() - this.#boundAt
    const attempt = attemptAfter(this.#attempts, { boundForMs, bindStatus: this.#bindStatus })
    this.#attempts = attempt + 1
    const waitMs = backOffMs(attempt, reconnectMinMs, reconnectMaxMs, random)
    this.#cancel = this.#clock.after(waitMs, () => this.#dial())
    return waitMs
  }
}

/** Connects and binds, and again whenever the session ends, until closed. */
export const connect = (options: ClientOptions, hooks: ClientHooks): ClientSession => new ClientSession(options, hooks)
