import websocket from '@fastify/websocket'
import type { FastifyInstance } from 'fastify'
import { channels } from '#src/channels/all.ts'
import { registerContacts } from '#src/contacts/routes.ts'
import { conversationsOf } from '#src/conversations/finding/store.ts'
import { bubbles, messagesByIds, type Reading } from '#src/conversations/reading/store.ts'
import { registerConversations } from '#src/conversations/routes.ts'
import { tokensOf } from '#src/conversations/search.ts'
import { registerLive } from '#src/conversations/server.ts'
import { handOver } from '#src/conversations/store.ts'
import { tryOut } from '#src/delivery/try-out/client.ts'
import { registerApiMessages } from '#src/lifecycle/api/routes.ts'
import { registerEvents } from '#src/lifecycle/events/routes.ts'
import { registerPreview } from '#src/lifecycle/preview/routes.ts'
import { registerMessages } from '#src/lifecycle/routes.ts'
import type { Draft } from '#src/message/draft.ts'
import type { Bubble } from '#src/message/views.ts'
import { digitsIn } from '#src/numbers/digits.ts'
import { registerLines } from '#src/numbers/lines/routes.ts'
import { addressFrom } from '#src/numbers/parse.ts'
import { registerNumbers } from '#src/numbers/routes.ts'
import type { Bell } from '#src/platform/bell.ts'
import type { Db } from '#src/platform/db.ts'
import type { DiskWatch } from '#src/platform/disk.ts'
import { headOf } from '#src/platform/events.ts'
import { answerBadUpgrade } from '#src/platform/http-wire.ts'
import { newId } from '#src/platform/ids.ts'
import type { Log } from '#src/platform/log.ts'
import { collectRoutes, type Described } from '#src/platform/openapi.ts'
import type { Document } from '#src/platform/openapi-page.ts'
import { Problem } from '#src/platform/problem.ts'
import { limitRates } from '#src/platform/rate-limit.ts'
import { registerPolicies } from '#src/policies/routes.ts'
import { registerCarriers } from '#src/routing/carriers/routes.ts'
import { registerLinks } from '#src/routing/links/routes.ts'
import { registerTrials } from '#src/routing/links/trials/routes.ts'
import { registerWebhooks } from '#src/surfaces/webhooks/routes.ts'
import type { Webhooks } from '#src/surfaces/webhooks/worker.ts'
import { type CallerOf, callerOf, registerApiKeys } from '#src/workspaces/api-keys/routes.ts'
import { registerInvitations } from '#src/workspaces/invitations/routes.ts'
import { registerMembers } from '#src/workspaces/members/routes.ts'
import { registerDoor } from '#src/workspaces/routes.ts'
import { cookieFor } from '#src/workspaces/sessions/cookie.ts'
import { memberOf, sameOriginOnly } from '#src/workspaces/sessions/routes.ts'
import { registerTeams } from '#src/workspaces/teams/routes.ts'
import { conversing } from './conversing.ts'
import { healthFrame } from './health-frame.ts'
import { registerDocs } from './openapi.ts'
import type { OpenSpine } from './spine.ts'
import type { Ways } from './ways.ts'

/** Every route there is, on one server. */

export type RouteParts = {
  db: Db
  reading: Reading
  bell: Bell
  log: Log
  now(): Date
  publicUrl(): string
  demo: boolean
  simulator(): string | null
  searchKey(workspaceId: number): Promise<Uint8Array | null>
  keyState(workspaceId: number): 'ok' | 'unavailable' | 'revoked'
  send: OpenSpine['send']
  preview: OpenSpine['preview']
  approve: OpenSpine['approve']
  ways(): Ways
  sources: { changed(): void }
  allowPrivateWebhooks: boolean
  webhooks(): Webhooks
  disk: Pick<DiskWatch, 'low'>
}

export async function registerRoutes(
  http: FastifyInstance,
  it: RouteParts,
): Promise<{ live: ReturnType<typeof registerLive>; api: () => Document; caller: CallerOf; routes: () => Described[] }> {
  const { db, reading, bell, log, now, publicUrl, ways, disk, keyState } = it
  const changed = () => bell.ring()
  const described = collectRoutes(http)
  await http.register(websocket, { options: { maxPayload: 64 * 1024 } })
  http.websocketServer.on('wsClientError', answerBadUpgrade)
  const session = { db, now, demo: { enabled: it.demo }, publicUrl }
  const who = memberOf(session)
  const caller = callerOf({ db, memberOf: who, now })
  const send = sender(it)
  const converse = conversing({ db, id: newId, now })
  const health = (workspaceId: number) => healthFrame(ways().links(), workspaceId, disk.low() !== null)

  const reopen = async () => {
    changed()
    await ways().refresh()
  }

  await registerDoor(http, { ...session, ids: newId, memberOf: who, simulator: it.simulator, keyState })
  let live: ReturnType<typeof registerLive> | null = null
  await http.register(async (inside) => {
    await limitRates(inside, ({ cookies }) => cookies[cookieFor('session', publicUrl()).name])
    inside.addHook('onRequest', sameOriginOnly(publicUrl))
    registerConversations(inside, {
      ...{ db, reading, who: caller, now, searchKey: it.searchKey, send, addressFrom, digitsIn, changed },
      lines: (workspaceId) => ways().lines(workspaceId),
      lineOf: (workspaceId, lineId) => ways().line(workspaceId, lineId),
      cursor: headOf,
      converse: async (one) => (await converse(one))[0]!, // one in, one out
    })
    registerContacts(inside, {
      ...{ db, content: reading.content, who: caller, now, searchKey: it.searchKey, tokensOf, digitsIn, conversationsOf, changed },
    })
    registerMessages(inside, {
      ...{ db, reading, who: caller, now, send, approve: it.approve, changed },
      labelOf: (name) => channels.find((it) => it.name === name)?.label ?? name,
    })
    registerApiMessages(inside, {
      ...{ db, reading, caller, now, addressFrom, accept: it.send },
      lines: (workspaceId) => ways().ownLines(workspaceId),
      converse,
      ready: () => refuseWhenFull(disk),
    })
    registerPreview(inside, {
      ...{ caller, addressFrom, foresee: it.preview },
      lines: (workspaceId) => ways().ownLines(workspaceId),
      line: (workspaceId, id) => ways().line(workspaceId, id),
      stateOf: (linkId) => ways().stateOf(linkId),
      keyIsHad: async (workspaceId) => (await reading.content.prints([workspaceId])).get(workspaceId) != null,
      ready: () => refuseWhenFull(disk),
    })
    registerEvents(inside, { db, bell, caller })
    registerApiKeys(inside, { db, caller, now })
    registerMembers(inside, { db, caller, now, handOver, changed: () => (who.forgetAll(), changed()) })
    registerInvitations(inside, { db, caller, now, publicUrl, changed })
    registerTeams(inside, { db, caller })
    const operating = { db, caller, now, id: newId, stateOf: (linkId: string) => ways().stateOf(linkId) }
    registerCarriers(inside, { ...operating, changed })
    const opening = { ...operating, content: reading.content, kinds: channels }
    registerLinks(inside, { ...opening, changed: reopen })
    registerTrials(inside, { ...opening, tryOut: tryOut(channels) })
    registerPolicies(inside, { db, caller, now, changed: () => (it.sources.changed(), changed()) })
    registerWebhooks(inside, {
      ...{ db, caller, now, id: newId, content: reading.content },
      allowPrivate: it.allowPrivateWebhooks,
      webhooks: it.webhooks,
    })
    registerNumbers(inside, { ...operating, addressFrom, changed: reopen })
    registerLines(inside, { ...operating, addressFrom, changed: reopen })
    live = registerLive(inside, { db, reading, bell, log, who: caller, now, health, keyState })
  })
  const api = registerDocs(http, described)
  return { live: live!, api, caller, routes: described } // registered just above
}

/** Accepted drafts as they are shown; a refusal of the whole is a problem that says what to do. */
function sender({ db, reading: { content }, disk, send }: Pick<RouteParts, 'db' | 'reading' | 'disk' | 'send'>) {
  return async (drafts: Draft[]): Promise<Bubble[]> => {
    refuseWhenFull(disk)
    const answers = await send(drafts)
    const ids = answers.map(({ accepted, recorded }) => {
      if (recorded.kind === 'sealed')
        throw new Problem(503, 'key_unavailable', 'The workspace’s key cannot be had, so nothing can be sealed.', {
          remedy: 'Give the key back.',
        })
      if (recorded.kind === 'conflict')
        throw new Problem(409, 'idempotency_conflict', 'This key was used for another message.', { remedy: 'Use a new key.' })
      return recorded.kind === 'same' ? recorded.messageId : accepted.message.id
    })
    const workspaceId = drafts[0]!.workspaceId // one caller, one workspace
    return db.web(workspaceId, async (tx) => {
      const shown = await bubbles(content, workspaceId, await messagesByIds(tx, workspaceId, ids))
      const byId = new Map(shown.map((it) => [it.id, it]))
      return ids.map((id) => byId.get(id)!) // just written
    })
  }
}

function refuseWhenFull(disk: Pick<DiskWatch, 'low'>): void {
  if (disk.low())
    throw new Problem(507, 'disk_low', 'The disk is nearly full, so nothing new is accepted.', {
      remedy: 'Free some space; it goes on by itself.',
    })
}
