/** The business's side of an outbind: the carrier calls, and asks us to bind over that connection. spec: SMPP 3.4 §2.2.1 */
import { type AddressInfo, createServer, type Socket } from 'node:net'
import { ClientSession } from '../client.ts'
import type { ClientHooks, ClientOptions } from '../client-options.ts'
import type { Outbind } from '../pdu.ts'

/** Carriers connected at once; more are closed at once. */
const MAX_OUTBINDS = 100

export interface OutbindListener {
  readonly port: number
  close(): Promise<void>
}

/** Listens for carriers that ask us to bind with an outbind. `known` says whose requests to follow. */
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
