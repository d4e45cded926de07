import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { type App, openApp } from '#src/app.ts'
import { readConfig } from '#src/config.ts'
import type { Address } from '#src/message/message.ts'
import { addLine, addNumber } from '#src/numbers/store.ts'
import { newId } from '#src/platform/ids.ts'
import { openLog } from '#src/platform/log.ts'
import { saveCarrier, saveLink } from '#src/routing/store.ts'
import { createWorkspace } from '#src/workspaces/store.ts'
import { hastyClock } from '../../simulator/agenda.ts'
import { startWorld, type World } from '../../simulator/world.ts'
import { type FreshDatabase, freshDatabase } from './postgres.ts'

/** The whole of Tandem in this process, on a database of its own, bound to the carriers of a pretend world. */
export type Whole = AsyncDisposable & {
  fresh: FreshDatabase
  world: World
  app: App
  workspaceId: number
  teamId: string
  /** Ends Tandem as it is and starts it anew on the same database; the world goes on. */
  again(): Promise<void>
}

export async function startWhole({ speed = 1, links = {} as Record<string, unknown>, log = openLog('silent') } = {}): Promise<Whole> {
  const stops = new AsyncDisposableStack()
  const folder = mkdtempSync(join(tmpdir(), 'tandem-whole-'))
  stops.defer(() => rmSync(folder, { recursive: true, force: true }))
  const fresh = stops.use(await freshDatabase({ max: 10 }))
  const world = stops.use(await startWorld({ seed: 7, clock: hastyClock(speed) }))
  const config = readConfig({ DATA_DIR: folder, ALLOW_FICTIONAL_NUMBERS: 'true', MIN_FREE_DISK_MB: '0', LOG_LEVEL: 'silent' })
  const open = (): Promise<App> =>
    openApp({
      config,
      databaseUrl: fresh.url,
      log,
      publicUrl: () => 'http://127.0.0.1',
      simulator: () => null,
      webFolder: folder,
    })
  let app = await open()
  stops.defer(() => app[Symbol.asyncDispose]())
  const { workspaceId, teamId } = await createWorkspace(fresh.db, { name: 'Harbor', timeZone: 'America/Los_Angeles', demo: false })
  for (const carrier of world.carriers) await connect(carrier)

  async function connect({ plan, port }: World['carriers'][number]): Promise<void> {
    const [id, carrierId] = [newId(), newId()]
    const place = { workspaceId, table: 'links', row: id, column: 'secrets' }
    const [secrets] = await app.content.seal([{ ...place, plain: JSON.stringify({ password: plan.password }) }])
    if (!(secrets instanceof Uint8Array)) throw new Error('there is no key')
    const settings = {
      host: '127.0.0.1',
      port,
      systemId: plan.systemId,
      reconnectMinMs: 50,
      responseMs: 1_500,
      ...plan.linkSettings,
      ...links,
    }
    await fresh.db.spine(async (tx) => {
      await saveCarrier(tx, { workspaceId, id: carrierId, name: plan.name })
      await saveLink(tx, { workspaceId, id, carrierId, channel: 'smpp', name: plan.name, settings, secrets })
      for (const { number, label } of plan.lines) {
        const uri: Address = `tel:${number}`
        await addNumber(tx, { workspaceId, uri, label })
        await addLine(tx, { workspaceId, id: newId(), uri, linkWorkspaceId: workspaceId, linkId: id, teamId })
      }
    })
  }

  await app.ways.refresh()
  await until(() => app.ways.links().every(({ up }) => up))
  return {
    fresh,
    world,
    get app() {
      return app
    },
    workspaceId,
    teamId,
    async again() {
      await app[Symbol.asyncDispose]()
      app = await open()
      await until(() => app.ways.links().every(({ up }) => up))
    },
    [Symbol.asyncDispose]: () => stops.disposeAsync(),
  }
}

const pollMs = 20

/** Until it is so; fails after `withinMs` saying what was waited for. */
export async function until(holds: () => boolean | Promise<boolean>, what = String(holds), withinMs = 15_000): Promise<void> {
  const end = performance.now() + withinMs
  while (!(await holds())) {
    if (performance.now() > end) throw new Error(`Not within ${withinMs} ms: ${what}`)
    await wait(pollMs)
  }
}
