/** A phone's bubbles as they come and change, by server-sent events. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Phone } from '../phones/phone.ts'
import type { Phones } from '../phones/phones.ts'

/** Lets both sides notice a dead connection. */
const HEARTBEAT_MS = 15_000
/** A page that reads nothing for so long is let go; it comes back by itself and fetches the thread. */
const MAX_BACKLOG_BYTES = 1_000_000

export function follow(phones: Phones, phone: Phone, request: FastifyRequest, reply: FastifyReply): void {
  reply.hijack()
  const { raw } = reply
  raw.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' })
  raw.write('retry: 1000\n\n')
  const say = (frame: string): void => {
    if (raw.writableLength > MAX_BACKLOG_BYTES) raw.destroy()
    else raw.write(frame)
  }
  const unwatch = phones.watch((event) => {
    if (event.phone === phone) say(`event: bubble\ndata: ${JSON.stringify(event.bubble)}\n\n`)
  })
  const heartbeat = setInterval(() => say(': still here\n\n'), HEARTBEAT_MS)
  request.raw.once('close', () => {
    clearInterval(heartbeat)
    unwatch()
  })
}
