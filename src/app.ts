import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { registerHealth } from './app/health.ts'
import { registerRoutes } from './app/routes.ts'
import { makeSpine, type OpenSpine } from './app/spine.ts'
import { openWays, type Ways } from './app/ways.ts'
import { watchWays } from './app/ways-watch.ts'
import type { Config } from './config.ts'
import { contactsShown } from './contacts/reading/store.ts'
import type { Reading } from './conversations/reading/store.ts'
import { indexer } from './conversations/worker.ts'
import { openKeyFiles } from './keys/file/client.ts'
import { openKeyServer } from './keys/remote/client.ts'
import { contentOver } from './keys/sealed-content.ts'
import { keyRows } from './keys/store.ts'
import { type Keys, openKeys } from './keys/worker.ts'
import { answersTo } from './lifecycle/keyword-answers.ts'
import { ensurePartitions } from './lifecycle/sweep/store.ts'
import { tend } from './lifecycle/worker.ts'
import type { Content } from './message/content.ts'
import { makeBell } from './platform/bell.ts'
import { realClock } from './platform/clock.ts'
import { type Db, openDb } from './platform/db.ts'
import { type DiskWatch, diskWatch } from './platform/disk.ts'
import { openFetch } from './platform/fetch.ts'
import { openHttp } from './platform/http.ts'
import { newId } from './platform/ids.ts'
import { inherit, openLeases } from './platform/leases.ts'
import type { Log } from './platform/log.ts'
import type { Described } from './platform/openapi.ts'
import { follow } from './platform/reader.ts'
import { policiesWith } from './policies/all.ts'
import { usualSettings } from './policies/settings.ts'
import { openSources } from './policies/store.ts'
import { poster } from './surfaces/webhooks/client.ts'
import { openWebhooks, type Webhooks } from './surfaces/webhooks/worker.ts'
import { workspaces } from './workspaces/store.ts'

/** Builds everything once, and is the only file that knows every folder. Stopped in the reverse order. */
export type App = AsyncDisposable & {
  http: FastifyInstance
  /** Every route of the API, with its schemas. */
  routes(): Described[]
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
  const reading: Reading = { content, contacts: (tx, workspaceId, rows) => contactsShown(tx, content, workspaceId, rows) }
  const searchKey = async (workspaceId: number) => {
    const found = await keys.searching(workspaceId)
    return found.kind === 'key' ? found.bytes : null
  }

  const disk = stops.adopt(await diskWatch({ paths: [config.dataDir], floorBytes: config.minFreeDiskBytes, log }), (it) =>
    it[Symbol.dispose](),
  )
  const holder = newId()
  // With our own Postgres the data folder is locked: whoever was here before us is gone, killed or not.
  if (config.databaseUrl === null) await inherit({ query: db.spineRead, file: join(config.dataDir, 'leaseholder'), holder })
  const leases = openLeases({ query: db.spineRead, holder, clock: realClock })
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
  let webhooks: Webhooks | null = null
  const { live, caller, routes } = await registerRoutes(http, {
    ...{ db, reading, bell, log, now, publicUrl, simulator, searchKey, disk, sources },
    demo: config.demo,
    keyState: keys.state,
    send: spine.send,
    preview: spine.preview,
    approve: spine.approve,
    ways: nowWays,
    allowPrivateWebhooks: config.allowPrivateWebhooks,
    webhooks: () => webhooks!, // open before anybody can ask
  })
  stops.use(live)
  stops.defer(keys.onChange((workspaceId) => live.tellKeys(workspaceId)))
  disk.onChange(() => live.tellHealth())

  ways = stops.use(openWays({ db, content, leases, log, spine: spine.carrying, tell: spine.tell, changed: () => live.tellHealth() }))
  await ways.refresh()
  stops.use(watchWays({ db, ways, log }))
  stops.use(
    tend({
      ...{ db, content, asking, now, log, changed: ring, assemble: spine.assemble },
      released: (linkIds) => {
        for (const id of linkIds) nowWays().link(id)?.reload()
      },
    }),
  )
  const readers = { db, bell, leases, log }
  const following = [indexer({ db, reading, searchKey }), keywordAnswers({ db, sources, send: spine.send })].map((reader) => ({
    name: reader.name,
    ...stops.use(follow(reader, readers)),
  }))
  const out = stops.use(openFetch({ allowPrivate: config.allowPrivateWebhooks }))
  webhooks = stops.use(openWebhooks({ ...readers, content, post: poster(out.fetch), now, id: newId, random: Math.random }))
  registerHealth(http, {
    db,
    disk,
    ways: nowWays,
    caller,
    readers: [...following, { name: 'webhooks', behind: webhooks.behind }],
    live: () => live.clients(),
  })

  return { http, routes, db, keys, content, ways, spine, disk, [Symbol.asyncDispose]: () => stops.disposeAsync() }
}

function keywordAnswers({ db, sources, send }: { db: Db; sources: ReturnType<typeof openSources>; send: OpenSpine['send'] }) {
  return {
    name: 'keyword-answers',
    kinds: ['keyword.heard'],
    async take(events: Parameters<typeof answersTo>[0][number][]): Promise<number[]> {
      if (events.length === 0) return []
      const named = new Map((await workspaces(db)).map(({ id, name }) => [id, name]))
      const settings = await sources.settingsOf()
      const drafts = answersTo(events, (workspaceId) => ({
        brand: named.get(workspaceId) ?? '',
        settings: settings.get(workspaceId) ?? usualSettings,
      }))
      const answers = drafts.length > 0 ? await send(drafts) : []
      return answers.flatMap(({ accepted, recorded }) => (recorded.kind === 'sealed' ? [accepted.message.workspaceId] : []))
    },
  }
}
