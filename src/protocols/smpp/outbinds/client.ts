/** The carrier's side of an outbind. */
import { connect } from 'node:net'
import { systemClock } from '../client.ts'
import { type ServerHooks, type ServerOptions, ServerSession } from '../server-session.ts'

/** Calls a business's server and asks it to bind back over this connection. spec: SMPP 3.4 §4.1.7 */
export const outbind = async (
  to: { host: string; port: number; systemId: string; password: string },
  options: ServerOptions,
  hooks: ServerHooks,
): Promise<ServerSession> => {
  const socket = connect(to.port, to.host)
  await new Promise<void>((resolve, reject) => socket.once('connect', resolve).once('error', reject))
  const session = new ServerSession(socket, options.clock ?? systemClock, options, hooks, () => {})
  session.outbind(to.systemId, to.password)
  return session
}
