import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { flightsByState } from '#src/delivery/store.ts'
import type { Db } from '#src/platform/db.ts'
import type { DiskWatch } from '#src/platform/disk.ts'
import { gauge, registry, requests } from '#src/platform/metrics.ts'
import { Problem } from '#src/platform/problem.ts'
import type { CallerOf } from '#src/workspaces/api-keys/routes.ts'
import { type HealthView, healthView } from './health-view.ts'
import type { Ways } from './ways.ts'

/** What the machines ask: is it ready, how is it going. `/healthz` says only that the process answers. */

/** Counting queues reads the table of what is under way: not more often than this, however often it is asked. */
const countEveryMs = 5_000

export type Health = {
  db: Db
  disk: DiskWatch
  ways(): Ways
  caller: CallerOf
  readers: readonly { name: string; behind(): number }[]
  live(): number
}

export function registerHealth(app: FastifyInstance, it: Health): void {
  /** A load balancer, wherever it stands, learns whether it is ready; why, and how the links are, whoever may look. */
  app.get('/readyz', async (request, reply) => {
    const answers = await it.db.answers()
    const ready = answers && it.disk.low() === null
    const sees = await mayLook(request, it.caller).catch(() => null) // whoever may not is told the least
    const more = sees && {
      database: answers ? 'ok' : 'does not answer',
      disk: it.disk.low() ?? 'ok',
      links: it
        .ways()
        .links()
        .filter(({ workspaceId }) => sees === 'all' || sees === workspaceId)
        .map(({ name, up, why }) => ({ name, up, why })),
    }
    return reply.code(ready ? 200 : 503).send({ ready, ...more })
  })

  app.get('/metrics', async (request, reply) => {
    const sees = await mayLook(request, it.caller)
    const all = await registry.metrics()
    return reply.type(registry.contentType).send(sees === 'all' ? all : onlyOf(sees, all))
  })

  app.get('/v1/health', { schema: { hide: true, response: { 200: healthView } } as object }, async (request) => {
    await it.caller(request, 'links:read')
    return howItIs(it)
  })

  app.addHook('onResponse', async ({ method, routeOptions }, reply) => {
    requests.observe({ method, route: routeOptions.url ?? 'none', status: String(reply.statusCode) }, reply.elapsedTime / 1000)
  })
  gauges(it)
}

const { version } = JSON.parse(readFileSync(join(import.meta.dirname, '../../package.json'), 'utf8')) as { version: string } // `as`: ours

async function howItIs({ db, disk, readers, live }: Health): Promise<HealthView> {
  const began = performance.now()
  const [row] = await db.spineRead<{ server_version: string }>('show server_version')
  const seen = disk.seen()
  return {
    version,
    node: process.versions.node,
    startedAt: new Date(performance.timeOrigin).toISOString(),
    postgres: row?.server_version ?? '',
    databaseMs: Math.round(performance.now() - began),
    disk: seen && { freeBytes: seen.free, floorBytes: seen.floor, low: disk.low() !== null },
    readers: readers.map(({ name, behind }) => ({ name, behind: behind() })),
    liveBrowsers: live(),
  }
}

/** From this machine, as a scraper beside us is, everything; from elsewhere, with a key that may see the links, those of its workspace. */
async function mayLook(request: FastifyRequest, caller: CallerOf): Promise<'all' | number> {
  const forwarded = request.headers['x-forwarded-for'] ?? request.headers['forwarded']
  const { remoteAddress = '', localAddress } = request.socket
  const isHere = remoteAddress === localAddress || /^(127\.|::1$|::ffff:127\.)/.test(remoteAddress)
  if (forwarded === undefined && isHere) return 'all'
  try {
    return (await caller(request, 'links:read')).workspaceId
  } catch (cause) {
    if (cause instanceof Problem) throw cause
    throw new Problem(403, 'metrics_private', 'These figures are the operator’s.', {
      remedy: 'Ask from the machine itself, or with a key that has the scope links:read.',
    })
  }
}

/** The figures of a workspace carry its number, and those of the others go. */
const onlyOf = (workspaceId: number, figures: string): string =>
  figures
    .split('\n')
    .filter((line) => !line.includes('{workspace="') || line.includes(`{workspace="${workspaceId}",`))
    .join('\n')

function gauges({ db, ways, readers, live, disk }: Health): void {
  const ofLinks = (read: (link: ReturnType<Ways['links']>[number]) => number) => () =>
    ways()
      .links()
      .map((link) => ({ labels: { workspace: String(link.workspaceId), link: link.name }, value: read(link) }))
  const labels = ['workspace', 'link']
  gauge(
    'tandem_link_up',
    'Whether a link can carry messages.',
    labels,
    ofLinks(({ up }) => Number(up)),
  )
  gauge(
    'tandem_link_waiting',
    'Messages that wait in memory for a link.',
    labels,
    ofLinks(({ waiting }) => waiting),
  )
  gauge(
    'tandem_link_under_way',
    'Messages handed to a link and not answered.',
    labels,
    ofLinks(({ underWay }) => underWay),
  )
  gauge(
    'tandem_link_room',
    'How many more a link takes now: what its window leaves.',
    labels,
    ofLinks(({ room }) => room),
  )
  gauge('tandem_reader_behind', 'Events a reader of the log has still to read.', ['reader'], () =>
    readers.map(({ name, behind }) => ({ labels: { reader: name }, value: behind() })),
  )
  gauge('tandem_live_browsers', 'Open live streams.', [], () => [{ labels: {}, value: live() }])
  gauge('tandem_disk_low', '1 while new messages are refused for want of disk.', [], () => [
    { labels: {}, value: Number(disk.low() !== null) },
  ])
  const flights = remembered(countEveryMs, () => flightsByState(db))
  gauge('tandem_flight_messages', 'Messages under way, by state.', ['state'], async () =>
    (await flights()).map(({ state, n }) => ({ labels: { state }, value: n })),
  )
  gauge('tandem_queue_age_seconds', 'How long the oldest has been due, by state.', ['state'], async () =>
    (await flights())
      .filter(({ state }) => state === 'queued' || state === 'held')
      .map(({ state, oldest }) => ({ labels: { state }, value: Math.max(0, oldest) })),
  )
}

function remembered<T>(ms: number, read: () => Promise<T>): () => Promise<T> {
  let at = Number.NEGATIVE_INFINITY
  let value: Promise<T> | null = null
  return () => {
    if (value && performance.now() - at < ms) return value
    at = performance.now()
    value = read()
    return value
  }
}
