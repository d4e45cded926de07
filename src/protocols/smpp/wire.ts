/** Joins a socket, plain or TLS, to a connection. */
import type { Socket } from 'node:net'
import type { Connection } from './connection.ts'
import type { Wire } from './connection-options.ts'
import type { Why } from './session.ts'

export const wireOf = (socket: Socket): Wire => ({
  write: (bytes) => socket.write(bytes),
  idle: () => socket.writableLength === 0,
  backlog: () => socket.writableLength,
  pause: () => socket.pause(),
  resume: () => socket.resume(),
  end: () => socket.end(),
  destroy: () => socket.destroySoon(),
})

/** From here on the socket's bytes are the connection's. `ended` is called once, after everything in flight was settled. */
export const join = (socket: Socket, connection: Connection, ended: (error?: Error) => void) => {
  let failure: Error | undefined
  socket.setNoDelay(true) // without it a small write waits 40 ms for the peer's delayed acknowledgement
  socket.on('data', (chunk: Buffer) => connection.received(chunk))
  socket.on('drain', () => connection.drained())
  socket.on('error', (error) => {
    failure = error
  })
  socket.on('close', () => {
    const why: Why = failure ? 'socket_error' : 'closed_by_peer'
    connection.closed(why)
    ended(failure)
  })
}

/** Called every `tickMs`. A socket that cannot even say good-bye is destroyed at the tick after its session ended. */
export const tick = (socket: Socket, connection: Connection) => {
  if (connection.ended) socket.destroy()
  else connection.tick()
}
