import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { z } from 'zod'
import type { Content } from '#src/message/content.ts'
import type { Address } from '#src/message/message.ts'
import { addLine, addNumber } from '#src/numbers/store.ts'
import { CannotStart } from '#src/platform/cannot-start.ts'
import type { Db } from '#src/platform/db.ts'
import { newId } from '#src/platform/ids.ts'
import type { Log } from '#src/platform/log.ts'
import { linksOf } from '#src/routing/links/store.ts'
import { saveCarrier, saveLink } from '#src/routing/store.ts'
import { addMember, createWorkspace, workspaces } from '#src/workspaces/store.ts'
import { teamsOf } from '#src/workspaces/teams/store.ts'

/** The simulated world, a process of its own: it speaks to us as carriers do, and the demo workspace is made to know them. */

export type World = AsyncDisposable & { http: string }

/** What the world says in one line when it is ready. */
const ready = z.object({
  http: z.url(),
  business: z.string(),
  carriers: z.array(
    z.object({
      name: z.string(),
      host: z.string(),
      port: z.int(),
      systemId: z.string(),
      password: z.string(),
      quirks: z.record(z.string(), z.unknown()),
      lines: z.array(z.object({ number: z.string(), label: z.string() })),
    }),
  ),
})
type Ready = z.infer<typeof ready>

const readyMs = 30_000
const endMs = 3_000
const demoPeople = ['Ana Ruiz', 'Ben Okafor', 'Mei Lindqvist']

type Known = { db: Db; content: Content; ways: { refresh(): Promise<void> } }

export async function openWorld(it: { root: string; app: Known; tandemUrl: string; port: number; log: Log }): Promise<World> {
  const demo = await demoWorkspace(it.app.db)
  const child = spawn(process.execPath, [join(it.root, 'simulator/main.ts')], {
    env: { ...process.env, SIMULATOR_PORT: String(it.port), TANDEM_URL: it.tandemUrl },
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const world = await firstLine(child)
  await connect(it.app, demo, world)
  child.on('exit', (code) => code !== null && code !== 0 && it.log.warn({ code }, 'the simulated world ended'))
  // Under the name the inbox is opened by: to a browser another name is another site, and a framed page of one is allowed no memory.
  return { http: world.http.replace('//127.0.0.1:', '//localhost:'), [Symbol.asyncDispose]: () => end(child) }
}

function firstLine(child: ChildProcess): Promise<Ready> {
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new CannotStart('The simulated world did not start in time.')), readyMs)
    child.once('exit', (code) => reject(new CannotStart(`The simulated world ended at once (${code}).`)))
    createInterface({ input: child.stdout! }).once('line', (line) => {
      // `!`: it was piped
      clearTimeout(late)
      try {
        resolve(ready.parse(JSON.parse(line)))
      } catch (cause) {
        reject(new CannotStart('The simulated world did not say where it is.', { cause }))
      }
    })
  })
}

function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve()
  return new Promise((resolve) => {
    const hard = setTimeout(() => child.kill('SIGKILL'), endMs)
    child.once('exit', () => {
      clearTimeout(hard)
      resolve()
    })
    child.kill('SIGTERM')
  })
}

/** The demo workspace and its people, made at the first start. */
async function demoWorkspace(db: Db): Promise<{ workspaceId: number; teamId: string }> {
  const known = (await workspaces(db)).find(({ demo }) => demo)
  if (known) {
    const [team] = await db.web(known.id, (tx) => teamsOf(tx, known.id))
    return { workspaceId: known.id, teamId: team!.id } // a workspace is made with a team
  }
  const made = await createWorkspace(db, { name: 'Harbor Street Bikes', timeZone: 'America/Los_Angeles', demo: true })
  await db.spine(async (tx) => {
    for (const [i, name] of demoPeople.entries()) {
      const email = `${name.split(' ')[0]!.toLowerCase()}@harborstreet.example`
      await addMember(tx, { workspaceId: made.workspaceId, role: i === 0 ? 'owner' : 'member', name, email, password: null })
    }
  })
  return made
}

/** The world's carriers as links, and their numbers as lines. Its ports are new at each start, so the links are written again. */
async function connect(
  { db, content, ways }: Known,
  { workspaceId, teamId }: { workspaceId: number; teamId: string },
  world: Ready,
): Promise<void> {
  const rows = await db.web(workspaceId, (tx) => linksOf(tx, workspaceId))
  for (const [rank, carrier] of world.carriers.entries()) {
    const known = rows.find(({ name }) => name === carrier.name)
    const id = known?.id ?? newId()
    const carrierId = known?.carrierId ?? newId()
    const [secrets] = await content.seal([
      { workspaceId, table: 'links', row: id, column: 'secrets', plain: JSON.stringify({ password: carrier.password }) },
    ])
    if (!(secrets instanceof Uint8Array)) throw new CannotStart('The demo workspace’s key cannot be had, so its links cannot be opened.')
    const { host, port, systemId } = carrier
    const settings = { host, port, systemId, ...demoSettings, ...carrier.quirks }
    await db.spine(async (tx) => {
      await saveCarrier(tx, { workspaceId, id: carrierId, name: carrier.name })
      await saveLink(tx, { workspaceId, id, carrierId, channel: 'smpp', name: carrier.name, settings, secrets })
      for (const { number, label } of carrier.lines) {
        const uri = number as Address // `as`: the world says tel:+…
        await addNumber(tx, { workspaceId, uri, label })
        await addLine(tx, { workspaceId, id: newId(), uri, linkWorkspaceId: workspaceId, linkId: id, teamId, rank })
      }
    })
  }
  await ways.refresh()
}

/** A link that broke comes back soon: it is on this machine. */
const demoSettings = { reconnectMinMs: 200, window: 50, responseMs: 10_000, enquireLinkMs: 5_000 }
