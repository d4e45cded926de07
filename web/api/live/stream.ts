import type { LiveFrame } from '#src/conversations/views.ts'
import { type Connection, waitBefore } from './connection.ts'

/** The server says something at least every 10 s. Twice that in silence is a dead socket. */
const SILENCE_MS = 20_000
/** Changes that come within this after a reconnect are what was missed. */
const CATCH_UP_MS = 400
const CAUGHT_UP_SAID_MS = 5_000

export type Listener = { after: () => number; frames: (frames: LiveFrame[]) => void; connection: (it: Connection) => void }

/** Follows the live stream: gathers frames until the next paint, notices a dead socket, comes back from the last cursor. */
export class LiveStream implements Disposable {
  #listener: Listener
  #socket: WebSocket | null = null
  #closed = false
  /** This socket has spoken. */
  #heard = false
  #attempt = 0
  #lastHeard: number | null = null
  #missed = 0
  #gathered: LiveFrame[] = []
  #timers = { silence: 0, retry: 0, caughtUp: 0 }

  constructor(listener: Listener) {
    this.#listener = listener
    addEventListener('online', this.#wake)
    addEventListener('offline', this.#lost)
    document.addEventListener('visibilitychange', this.#wake)
    this.#connect()
  }

  #connect(): void {
    this.#tell()
    const url = new URL(`/v1/live?after=${this.#listener.after()}`, location.href)
    url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:'
    const socket = new WebSocket(url)
    this.#socket = socket
    socket.onmessage = (it) => socket === this.#socket && this.#hear(String(it.data))
    socket.onclose = () => socket === this.#socket && this.#lost()
    this.#watch()
  }

  #hear(data: string): void {
    const frame = JSON.parse(data) as LiveFrame // as: the contract is src/conversations/views.ts
    this.#watch()
    if (!this.#heard) this.#arrived()
    this.#lastHeard = Date.now()
    if (frame.kind === 'changes') this.#missed += frame.messages.length
    this.#gathered.push(frame)
    if (this.#gathered.length > 1) return
    // A hidden page is never painted, and still keeps its badge.
    if (document.hidden) setTimeout(this.#flush, 30)
    else requestAnimationFrame(this.#flush)
  }

  #flush = (): void => {
    const frames = this.#gathered
    this.#gathered = []
    if (!this.#closed && frames.length > 0) this.#listener.frames(frames)
  }

  #arrived(): void {
    const again = this.#lastHeard !== null
    this.#heard = true
    this.#attempt = 0
    this.#missed = 0
    this.#listener.connection({ kind: 'live', caughtUp: null })
    if (again) this.#timers.caughtUp = window.setTimeout(this.#sayCaughtUp, CATCH_UP_MS)
  }

  #sayCaughtUp = (): void => {
    this.#listener.connection({ kind: 'live', caughtUp: { count: this.#missed } })
    this.#timers.caughtUp = window.setTimeout(() => this.#listener.connection({ kind: 'live', caughtUp: null }), CAUGHT_UP_SAID_MS)
  }

  #watch(): void {
    clearTimeout(this.#timers.silence)
    this.#timers.silence = window.setTimeout(this.#lost, SILENCE_MS)
  }

  /** The socket may not know yet that it is dead; we do not wait for it. */
  #lost = (): void => {
    if (this.#closed) return
    this.#drop()
    this.#tell()
    this.#timers.retry = window.setTimeout(() => this.#connect(), waitBefore(this.#attempt++, Math.random()))
  }

  /** The network is back, or the person is: no reason to wait. */
  #wake = (): void => {
    if (this.#closed || document.hidden) return
    if (this.#heard && Date.now() - (this.#lastHeard ?? 0) < SILENCE_MS) return
    if (this.#socket?.readyState === WebSocket.CONNECTING) return
    this.#drop()
    this.#connect()
  }

  #tell(): void {
    const attempt = this.#attempt
    const asOf = this.#lastHeard
    this.#listener.connection(asOf === null ? { kind: 'connecting', attempt } : { kind: 'away', asOf, attempt })
  }

  #drop(): void {
    for (const timer of Object.values(this.#timers)) clearTimeout(timer)
    const socket = this.#socket
    this.#socket = null
    this.#heard = false
    socket?.close()
  }

  [Symbol.dispose](): void {
    this.#closed = true
    this.#drop()
    removeEventListener('online', this.#wake)
    removeEventListener('offline', this.#lost)
    document.removeEventListener('visibilitychange', this.#wake)
  }
}
