import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { z } from 'zod'
import { eventShown } from '#src/message/event.ts'
import type { EventView } from '#src/message/views.ts'
import type { Bell } from '#src/platform/bell.ts'
import type { Db } from '#src/platform/db.ts'
import { laneOf, readLane } from '#src/platform/events.ts'
import { eventHeaders, eventList, eventQuery, eventStream } from '../api/views.ts'

/** The log over HTTP: by cursor, by long poll, or as server-sent events. */

export type ApiEvents = {
  db: Db
  bell: Bell
  caller(request: FastifyRequest, scope: 'events:read'): Promise<{ workspaceId: number }>
}

/** How much of the shared lane is read to find the workspace's own events. */
const lanePage = 1000
const heartbeatMs = 10_000
const longestStreamMs = 60 * 60_000
const lookAgainMs = 1_000

export function registerEvents(app: FastifyInstance, it: ApiEvents): void {
  app.get(
    '/v1/events',
    {
      schema: {
        summary: 'What happened, in order',
        description:
          'Give `upTo` back as `after`. With `Accept: text/event-stream` the answer stays open and goes on as server-sent events.',
        scope: 'events:read',
        tags: ['events'],
        querystring: eventQuery,
        takes: eventHeaders,
        stream: eventStream,
        response: { 200: eventList },
      },
    },
    async (request, reply) => {
      const { workspaceId } = await it.caller(request, 'events:read')
      const { after, limit, wait } = request.query as z.infer<typeof eventQuery> // `as`: checked by the schema
      if (request.headers.accept?.includes('text/event-stream')) {
        reply.hijack()
        return stream(request, reply.raw, workspaceId, Number(request.headers['last-event-id'] ?? after), limit)
      }
      const until = performance.now() + wait * 1000
      for (;;) {
        const page = await next(workspaceId, after, limit)
        if (page.items.length > 0 || performance.now() >= until) return page
        await rung(Math.min(lookAgainMs, until - performance.now()))
      }
    },
  )

  const next = async (workspaceId: number, after: number, limit: number) => {
    const items: EventView[] = []
    let upTo = after
    for (;;) {
      const events = await readLane(it.db.spineRead, laneOf(workspaceId), upTo, lanePage)
      for (const event of events) {
        upTo = event.seq
        if (event.workspaceId === workspaceId) items.push(eventShown(event))
        if (items.length === limit) return { items, upTo }
      }
      if (events.length < lanePage) return { items, upTo }
    }
  }

  const waiting = new Set<() => void>()
  const bell = it.bell.answer(
    async () => {
      for (const wake of waiting) wake()
    },
    { everyMs: lookAgainMs, failed: () => {} }, // waking cannot fail
  )
  app.addHook('onClose', () => bell[Symbol.asyncDispose]())
  const rung = (atMostMs: number): Promise<void> =>
    new Promise((resolve) => {
      const done = () => {
        clearTimeout(timer)
        waiting.delete(done)
        resolve()
      }
      const timer = setTimeout(done, atMostMs)
      waiting.add(done)
    })

  const stream = async (
    request: FastifyRequest,
    raw: import('node:http').ServerResponse,
    workspaceId: number,
    from: number,
    limit: number,
  ): Promise<void> => {
    let after = Number.isSafeInteger(from) ? from : 0
    let open = true
    raw.on('close', () => {
      open = false
    })
    raw.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store', 'x-request-id': request.id })
    // what has no body is over with its head
    if (request.method === 'HEAD') open = false
    const end = performance.now() + longestStreamMs
    let spoke = performance.now()
    try {
      while (open && performance.now() < end) {
        // a revoked key or an ended session ends the stream
        await it.caller(request, 'events:read')
        const { items, upTo } = await next(workspaceId, after, limit)
        const words = items.map((event) => `id: ${event.seq}\nevent: ${event.kind}\ndata: ${JSON.stringify(event)}\n\n`).join('')
        if (words === '' && performance.now() - spoke > heartbeatMs) await say(raw, `id: ${upTo}\n: quiet\n\n`)
        else if (words !== '') await say(raw, words)
        if (words !== '' || performance.now() - spoke > heartbeatMs) spoke = performance.now()
        after = upTo
        if (items.length < limit) await rung(lookAgainMs)
      }
    } catch (cause) {
      request.log.info({ requestId: request.id, err: cause }, 'an event stream ended')
    }
    raw.end()
  }
}

/** Waits for a slow reader instead of piling up. */
function say(raw: import('node:http').ServerResponse, words: string): Promise<void> {
  if (raw.write(words)) return Promise.resolve()
  return new Promise((resolve) => {
    raw.once('drain', resolve)
    raw.once('close', resolve)
  })
}
