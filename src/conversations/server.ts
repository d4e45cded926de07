import '@fastify/websocket'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { WebSocket } from 'ws'
import type { Bell } from '#src/platform/bell.ts'
import type { Db } from '#src/platform/db.ts'
import { type Event, headOf, laneOf, readLane } from '#src/platform/events.ts'
import type { Log } from '#src/platform/log.ts'
import { bubbles, conversationsByIds, conversationsShown, messagesByIds, type Reading, unread, type Who } from './reading/store.ts'
import type { LiveFrame } from './views.ts'

/** The live stream: what changed, told to every open browser of the workspace, from wherever in the log it was left. */

export type Live = {
  db: Db
  reading: Reading
  bell: Bell
  log: Log
  who(request: FastifyRequest, scope: 'conversations:read'): Promise<Who>
  now(): Date
  health(workspaceId: number): Extract<LiveFrame, { kind: 'health' }>
  keyState(workspaceId: number): 'ok' | 'unavailable' | 'revoked'
}

/** Events read at once; more follow in the next frame. */
const eventsAtOnce = 500
/** Who is further behind than this fetches the lists anew. */
const furthestBehind = 5_000
/** Heartbeat; the browser takes twice this without a frame for a dead socket. */
const quietMs = 10_000
/** Counting unread costs a scan: not more often than this for one member. */
const countEveryMs = 1_000
/** A browser that does not read is cut off, and catches up when it comes back. */
const backlogBytes = 4_000_000
/** Browsers at once; further ones are told to come again. */
const mostClients = 2_000

type Client = Who & {
  socket: WebSocket
  seq: number
  counted: number
  counts: { all: number; mine: number; unassigned: number }
  stale: boolean
}

export function registerLive(
  app: FastifyInstance,
  it: Live,
): AsyncDisposable & { tellHealth(): void; tellKeys(workspaceId: number): void; clients(): number } {
  const clients = new Set<Client>()
  const tell = (client: Client, frame: LiveFrame): void => {
    if (client.socket.bufferedAmount > backlogBytes) client.socket.terminate()
    else if (client.socket.readyState === client.socket.OPEN) client.socket.send(JSON.stringify(frame))
  }

  app.get('/v1/live', { websocket: true, schema: { hide: true } as object }, async (socket, request) => {
    try {
      const who = await it.who(request, 'conversations:read')
      if (clients.size >= mostClients) return socket.close(1013, 'too many')
      const after = Number((request.query as { after?: string }).after ?? 'NaN') // `as`: a query is text
      const head = await headOf({ query: it.db.spineRead }, who.workspaceId)
      const tooFar = !Number.isSafeInteger(after) || after > head || head - after > furthestBehind
      const client: Client = {
        ...who,
        socket,
        seq: tooFar ? head : after,
        counted: 0,
        counts: { all: 0, mine: 0, unassigned: 0 },
        stale: true,
      }
      if (tooFar) tell(client, { kind: 'refetch', upTo: head })
      tell(client, it.health(who.workspaceId))
      tell(client, { kind: 'keys', state: it.keyState(who.workspaceId) })
      tell(client, { kind: 'quiet', upTo: client.seq, serverNow: it.now().toISOString() })
      clients.add(client)
      socket.on('close', () => clients.delete(client))
      socket.on('error', () => socket.terminate())
      it.bell.ring()
    } catch {
      socket.close(4401, 'signed out')
    }
  })

  /** One look for each workspace that somebody watches: read once, opened once, told to each. */
  const look = async (): Promise<void> => {
    const watched = Map.groupBy(clients, ({ workspaceId }) => workspaceId)
    await Promise.all([...watched].map(([workspaceId, of]) => lookFor(workspaceId, of)))
  }

  const lookFor = async (workspaceId: number, of: Client[]): Promise<void> => {
    for (;;) {
      const from = Math.min(...of.map(({ seq }) => seq))
      const events = await readLane(it.db.spineRead, laneOf(workspaceId), from, eventsAtOnce)
      const last = events.at(-1)
      if (!last) break
      await tellEvents(
        workspaceId,
        of,
        events.filter((event) => event.workspaceId === workspaceId),
        last.seq,
      )
      if (events.length < eventsAtOnce) break
    }
    await countAgain(workspaceId, of)
  }

  const tellEvents = async (workspaceId: number, of: Client[], events: Event[], upTo: number): Promise<void> => {
    const groups = Map.groupBy(
      of.filter(({ seq }) => seq < upTo),
      ({ seq }) => seq,
    )
    for (const [seq, together] of groups) {
      const mine = events.filter((event) => event.seq > seq)
      if (mine.length === 0) {
        for (const client of together) client.seq = upTo
        continue
      }
      const removed = mine.flatMap(({ kind, data }) => (kind === 'member.removed' ? (data?.['member'] ?? []) : []))
      const staying = together.filter((client) => !removed.includes(client.memberId ?? ''))
      for (const client of together) if (!staying.includes(client)) dismiss(client)
      if (mine.some(({ kind }) => /^(member|invitation)\./.test(kind))) for (const client of staying) tell(client, { kind: 'members' })
      const messageIds = [...new Set(mine.flatMap(({ messageId }) => messageId ?? []))]
      const conversationIds = [...new Set(mine.flatMap(({ conversationId }) => conversationId ?? []))]
      await it.db.web(workspaceId, async (tx) => {
        const messages = await bubbles(it.reading.content, workspaceId, await messagesByIds(tx, workspaceId, messageIds))
        for (const [memberId, same] of Map.groupBy(staying, (client) => client.memberId)) {
          const rows = await conversationsByIds({ workspaceId, memberId }, tx, conversationIds)
          const conversations = await conversationsShown(tx, it.reading, workspaceId, rows)
          for (const client of same) {
            client.seq = upTo // not before: if the reading fails, it is read again
            client.stale = true
            tell(client, { kind: 'changes', upTo, messages, conversations, unread: client.counts })
          }
        }
      })
    }
  }

  /** Who is no member any more hears nothing more, also of what happened just now; coming back they are at the door. */
  const dismiss = (client: Client): void => {
    clients.delete(client)
    client.socket.close(4401, 'signed out')
  }

  /** Unread follows a moment later when much happens at once. */
  const countAgain = async (workspaceId: number, of: Client[]): Promise<void> => {
    const due = of.filter((client) => client.stale && performance.now() - client.counted > countEveryMs)
    for (const [memberId, same] of Map.groupBy(due, (client) => client.memberId)) {
      const counts = await it.db.web(workspaceId, (tx) => unread({ workspaceId, memberId }, tx))
      for (const client of same) {
        const known = client.counts
        Object.assign(client, { counted: performance.now(), stale: false, counts })
        if (JSON.stringify(known) !== JSON.stringify(counts))
          tell(client, { kind: 'changes', upTo: client.seq, messages: [], conversations: [], unread: counts })
      }
    }
  }

  const looking = it.bell.answer(look, {
    everyMs: 1_000,
    failed: (cause) => it.log.warn({ err: cause }, 'the live stream stumbled; trying again'),
  })
  const beating = setInterval(() => {
    for (const client of clients) tell(client, { kind: 'quiet', upTo: client.seq, serverNow: it.now().toISOString() })
  }, quietMs)

  return {
    tellHealth() {
      for (const client of clients) tell(client, it.health(client.workspaceId))
    },
    tellKeys(workspaceId) {
      for (const client of clients) if (client.workspaceId === workspaceId) tell(client, { kind: 'keys', state: it.keyState(workspaceId) })
    },
    clients: () => clients.size,
    async [Symbol.asyncDispose]() {
      clearInterval(beating)
      for (const client of clients) client.socket.close(1001, 'going away')
      await looking[Symbol.asyncDispose]()
    },
  }
}
