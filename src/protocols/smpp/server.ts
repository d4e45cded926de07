/** The carrier's side: listens for binds, and lets in who may come. */
import { BlockList, createServer as createTcpServer, isIPv6, type Server as NetServer, type Socket } from 'node:net'
import { createServer as createTlsServer } from 'node:tls'
import { systemClock } from './client.ts'
import { type ServerHooks, type ServerOptions, ServerSession } from './server-session.ts'

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
    const session: ServerSession = new ServerSession(socket, options.clock ?? systemClock, options, hooks, () =>
      this.sessions.delete(session),
    )
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
