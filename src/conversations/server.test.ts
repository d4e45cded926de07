import assert from 'node:assert/strict'
import websocket from '@fastify/websocket'
import Fastify from 'fastify'
import { test } from 'vitest'
import { makeBell } from '#src/platform/bell.ts'
import type { Db, Tx } from '#src/platform/db.ts'
import { registerLive } from './server.ts'

const conversationId = '01a1ffbe-0000-7000-8000-000000000001'
const event = {
  workspace_id: 1,
  at: new Date(0),
  kind: 'conversation.assigned',
  message_id: null,
  conversation_id: conversationId,
  data: null,
  sealed: null,
}

/** A database with two events, whose first reading of what they are about fails. */
function brokenOnce(): Db {
  let broken = true
  // `as`: two queries are asked, and told apart by what they read
  const spineRead = (async (text: string, values: unknown[]) =>
    text.includes('from events')
      ? [1, 2].filter((seq) => seq > Number(values[1])).map((seq) => ({ ...event, seq }))
      : [{ head: 0 }]) as Tx['query']
  const web: Db['web'] = async (_, work) => {
    if (!broken) return work({ query: async () => [], queue: () => {} })
    broken = false
    throw new Error('the connection broke off')
  }
  return { spineRead, web } as Partial<Db> as Db // `as`: nothing else is asked of it
}

test('what could not be read the first time is told the second time', async () => {
  const app = Fastify()
  await app.register(websocket)
  const reading = { content: { open: async () => [] }, contacts: async () => [] }
  const rest = {
    now: () => new Date(0),
    health: () => ({ kind: 'health', links: [], diskLow: false }),
    keyState: () => 'ok',
    log: { warn() {} },
  }
  const who = async () => ({ workspaceId: 1, memberId: conversationId })
  const parts = { db: brokenOnce(), reading, bell: makeBell(), who, ...rest }
  await using _ = registerLive(app, parts as unknown as Parameters<typeof registerLive>[1]) // `as`: what is asked of them is there
  const told = Promise.withResolvers<number>()
  const listen = (data: unknown) => {
    const frame = JSON.parse(String(data)) as { kind: string; upTo: number; messages: unknown[] } // `as`: views.ts
    if (frame.kind === 'changes') told.resolve(frame.upTo)
  }
  await app.ready()
  const socket = await app.injectWS('/v1/live?after=0', {}, { onInit: (it) => void it.on('message', listen) })
  assert.equal(await told.promise, 2)
  socket.terminate()
  await app.close()
})
