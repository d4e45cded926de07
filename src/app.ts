import websocket from '@fastify/websocket'
import type { FastifyInstance } from 'fastify'
import { makeSpine, type OpenSpine } from './app/spine.ts'
import { openWays, type Ways } from './app/ways.ts'
import { channels } from './channels/all.ts'
import type { Config } from './config.ts'
import { recognise } from './contacts/store.ts'
import { zonesOf } from './contacts/zones.ts'
import { bubbles, messagesByIds, type Reading } from './conversations/reading/store.ts'
import { registerConversations } from './conversations/routes.ts'
import { registerLive } from './conversations/server.ts'
import { talk } from './conversations/store.ts'
import { indexer } from './conversations/worker.ts'
import { openKeyFiles } from './keys/file/client.ts'
import { openKeyServer } from './keys/remote/client.ts'
import { contentOver } from './keys/sealed-content.ts'
import { keyRows } from './keys/store.ts'
import { type Keys, openKeys } from './keys/worker.ts'
import { registerApiMessages } from './lifecycle/api/routes.ts'
import { registerEvents } from './lifecycle/events/routes.ts'
import { answersTo } from './lifecycle/keyword-answers.ts'
import { registerMessages } from './lifecycle/routes.ts'
import { ensurePartitions } from './lifecycle/sweep/store.ts'
import { tend } from './lifecycle/worker.ts'
import type { Content } from './message/content.ts'
import type { Draft } from './message/draft.ts'
import type { Bubble } from './message/views.ts'
import { addressFrom } from './numbers/parse.ts'
import { makeBell } from './platform/bell.ts'
import { realClock } from './platform/clock.ts'
import { type Db, openDb } from './platform/db.ts'
import { type DiskWatch, diskWatch } from './platform/disk.ts'
import { laneOf } from './platform/events.ts'
import { openHttp } from './platform/http.ts'
import { newId } from './platform/ids.ts'
import { openLeases } from './platform/leases.ts'
import type { Log } from './platform/log.ts'
import { Problem } from './platform/problem.ts'
import { follow } from './platform/reader.ts'
import { policiesWith } from './policies/all.ts'
import { usualSettings } from './policies/settings.ts'
import { openSources } from './policies/store.ts'
import { callerOf, registerApiKeys } from './workspaces/api-keys/routes.ts'
import { registerDoor } from './workspaces/routes.ts'
import { memberOf, sameOriginOnly } from './workspaces/sessions/routes.ts'
import { workspaces } from './workspaces/store.ts'

/** Builds everything once, and is the only file that knows every folder. Stopped in the reverse order. */
export type App = AsyncDisposable & {
  http: FastifyInstance
  db: Db
  keys: Keys
  content: Content
  ways: Ways
  spine: OpenSpine
  disk: DiskWatch
}

export type AppParts = {
  config: Config
  databaseUrl: string
  log: Log
  publicUrl(): string
  simulator(): string | null
  webFolder: string
}

/** Leases are prolonged this often; they last 10 s. */
const renewEveryMs = 3_000

export async function openApp({ config, databaseUrl, log, publicUrl, simulator, webFolder }: AppParts): Promise<App> {
  const stops = new AsyncDisposableStack()
  const now = () => new Date()
  const db = stops.adopt(openDb({ url: databaseUrl, log }), (it) => it.close())
  const bell = makeBell()
  const ring = () => bell.ring()
  await ensurePartitions(db, now())

  const source = config.key.kind === 'file' ? await openKeyFiles(config.key.folder) : openKeyServer(config.key)
  const keys = stops.use(openKeys({ source, rows: keyRows(db), log }))
  const content = contentOver(keys, log)
  const reading: Reading = { content, zonesOf }
  const searchKey = async (workspaceId: number) => {
    const found = await keys.searching(workspaceId)
    return found.kind === 'key' ? found.bytes : null
  }

  const disk = stops.adopt(await diskWatch({ paths: [config.dataDir], floorBytes: config.minFreeDiskBytes, log }), (it) =>
    it[Symbol.dispose](),
  )
  const leases = openLeases({ query: db.spineRead, holder: newId(), clock: realClock })
  const renewing = setInterval(() => void leases.renew().catch((err) => log.warn({ err }, 'leases could not be prolonged')), renewEveryMs)
  stops.defer(() => clearInterval(renewing))
  stops.defer(() => leases.releaseAll().catch(() => undefined)) // they end by themselves in 10 s

  const sources = openSources(db, { nowMs: () => performance.now() })
  const asking = {
    policies: policiesWith({ allowFictional: config.allowFictionalNumbers }),
    sources,
    unavailable: (policy: string, cause: unknown) => log.warn({ err: cause, policy }, 'a policy could not be asked: its messages wait'),
  }

  let ways: Ways | null = null
  const nowWays = (): Ways => {
    if (!ways) throw new Error('asked for a way before the links are open')
    return ways
  }
  const spine = stops.use(
    makeSpine({
      ...{ db, content, asking, ids: newId, now, log, ways: nowWays, changed: ring },
      readable: (workspaceId) => keys.state(workspaceId) === 'ok',
      full: () => disk.low() !== null,
    }),
  )

  const http = stops.adopt(
    await openHttp({ log, publicUrl: config.publicUrl ?? undefined, trustProxy: config.trustProxy, webFolder, frames: () => simulator() }),
    (it) => it.close(),
  )
  await http.register(websocket, { options: { maxPayload: 64 * 1024 } })
  const door = { db, now, demo: { enabled: config.demo }, publicUrl, ids: newId }
  const who = memberOf(door)
  const caller = callerOf({ db, memberOf: who, now })
  const send = sender({ db, content, disk, send: spine.send })
  const health = () => ({
    kind: 'health' as const,
    links: (ways?.links() ?? []).map(({ name, up }) => ({ name, up })),
    diskLow: disk.low() !== null,
  })

  const live = await registerRoutes()
  async function registerRoutes() {
    await registerDoor(http, { ...door, memberOf: who, simulator, keyState: keys.state })
    let opened: ReturnType<typeof registerLive> | null = null
    await http.register(async (inside) => {
      inside.addHook('onRequest', sameOriginOnly(publicUrl))
      registerConversations(inside, {
        ...{ db, reading, who: caller, now, searchKey, send, addressFrom, changed: ring },
        lines: (workspaceId) => nowWays().lines(workspaceId),
        lineOf: (workspaceId, lineId) => nowWays().line(workspaceId, lineId),
        cursor: async (tx, workspaceId) =>
          (await tx.query<{ head: number }>('select head from log_lanes where lane = $1', [laneOf(workspaceId)]))[0]?.head ?? 0,
        converse: async (one) => (await converse(db, [one], now()))[0]!, // one in, one out
      })
      registerMessages(inside, {
        ...{ db, reading, who: caller, now, send, changed: ring },
        labelOf: (name) => channels.find((it) => it.name === name)?.label ?? name,
      })
      registerApiMessages(inside, {
        ...{ db, reading, caller, now, id: newId, addressFrom, accept: spine.send },
        lines: (workspaceId) => nowWays().ownLines(workspaceId),
        converse: (list) => converse(db, list, now()),
        ready: () => refuseWhenFull(disk),
      })
      registerEvents(inside, { db, bell, caller })
      registerApiKeys(inside, { db, caller, now })
      opened = registerLive(inside, { db, reading, bell, log, who: caller, now, health, keyState: keys.state })
    })
    return opened! // registered just above
  }
  stops.use(live)
  stops.defer(keys.onChange((workspaceId) => live.tellKeys(workspaceId)))
  disk.onChange(() => live.tellHealth())

  ways = stops.use(openWays({ db, content, leases, log, spine: spine.carrying, tell: spine.tell, changed: () => live.tellHealth() }))
  await ways.refresh()
  stops.use(
    tend({
      ...{ db, content, asking, now, log, changed: ring, assemble: spine.assemble },
      released: (linkIds) => {
        for (const id of linkIds) nowWays().link(id)?.reload()
      },
    }),
  )
  const readers = { db, bell, leases, log }
  stops.use(follow(indexer({ db, reading, searchKey }), readers))
  stops.use(follow(keywordAnswers({ db, sources, send: spine.send }), readers))

  return { http, db, keys, content, ways, spine, disk, [Symbol.asyncDispose]: () => stops.disposeAsync() }
}

/** Accepted drafts as they are shown; a refusal of the whole is a problem that says what to do. */
function sender({ db, content, disk, send }: { db: Db; content: Content; disk: DiskWatch; send: OpenSpine['send'] }) {
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

function refuseWhenFull(disk: DiskWatch): void {
  if (disk.low())
    throw new Problem(507, 'disk_low', 'The disk is nearly full, so nothing new is accepted.', {
      remedy: 'Free some space; it goes on by itself.',
    })
}

type Wanted = { workspaceId: number; uri: string; teamId: string; lineId: string }

/** The conversations with these addresses, made where there are none, one each. */
async function converse(db: Db, list: readonly Wanted[], at: Date): Promise<string[]> {
  return db.spine(async (tx) => {
    const contactOf = await recognise(tx, list, newId)
    return talk(
      tx,
      list.map((it) => ({ ...it, contactId: contactOf(it), messageId: null, at, heard: 0 as const })),
      newId,
    )
  })
}

function keywordAnswers({ db, sources, send }: { db: Db; sources: ReturnType<typeof openSources>; send: OpenSpine['send'] }) {
  return {
    name: 'keyword-answers',
    async take(events: Parameters<typeof answersTo>[0][number][]): Promise<void> {
      if (!events.some(({ kind }) => kind === 'keyword.heard')) return
      const named = new Map((await workspaces(db)).map(({ id, name }) => [id, name]))
      const settings = await sources.settingsOf()
      const drafts = answersTo(events, (workspaceId) => ({
        brand: named.get(workspaceId) ?? '',
        settings: settings.get(workspaceId) ?? usualSettings,
      }))
      if (drafts.length > 0) await send(drafts)
    },
  }
}
