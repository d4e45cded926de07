import { join } from 'node:path'
import { type App, openApp } from '../app.ts'
import { openWorld, type World } from '../cli/world.ts'
import type { Config } from '../config.ts'
import { listen } from '../platform/http.ts'
import type { Log } from '../platform/log.ts'
import { migrate } from '../platform/migrate.ts'
import { startPostgres } from '../platform/postgres.ts'
import { makeStopper } from '../platform/stop.ts'
import type { Traces } from '../platform/traces.ts'

/** Build the app, run it, stop in reverse order. With the simulated world it runs beside it. */

const root = join(import.meta.dirname, '../..')

type Running = { config: Config; withWorld: boolean; log: Log; traces: Traces | null }

export async function runTandem({ config, withWorld, log, traces }: Running): Promise<void> {
  const stopper = makeStopper({ log })
  stopper.onSignals()
  if (traces) stopper.add('traces', () => traces.stop())
  try {
    await run()
  } catch (error) {
    await stopper.stop('could not start')
    throw error
  }

  async function run(): Promise<void> {
    let databaseUrl = config.databaseUrl
    if (!databaseUrl) {
      const postgres = await startPostgres({ dataDir: config.dataDir, log })
      stopper.add('postgres', () => postgres[Symbol.asyncDispose]())
      // Without it nothing can be written down: better to end and be started again than to look alive.
      void postgres.lost.then(() => stopper.stop('Postgres ended by itself')).then(() => process.exit(1))
      databaseUrl = postgres.url
    }
    await migrate({ url: databaseUrl, folder: join(root, 'migrations'), log })

    let world: World | null = null
    let address = `http://${config.host}:${config.port}`
    const publicUrl = () => config.publicUrl ?? address
    const app: App = await openApp({
      config,
      databaseUrl,
      log,
      publicUrl,
      simulator: () => world?.http ?? null,
      webFolder: join(root, 'dist/web'),
    })
    stopper.add('app', () => app[Symbol.asyncDispose]())
    address = await listen(app.http, config)
    if (withWorld) {
      world = await openWorld({ root, app, tandemUrl: address, port: config.simulatorPort, log })
      stopper.add('world', () => world?.[Symbol.asyncDispose]())
    }
    sayWhere(config.publicUrl ?? byName(address), world?.http ?? null)
  }
}

/** Passkeys want a name, and a machine's own is localhost: an address would be refused by the browser. */
const byName = (address: string): string => address.replace('//127.0.0.1:', '//localhost:')

function sayWhere(url: string, phone: string | null): void {
  const lines = [`Tandem is running at ${url}`]
  if (phone) lines.push(`  Open it and step in with one click.`, `  Be the customer: ${phone}/phone`)
  else lines.push('  No workspace yet? npx tandem workspace create --name "Your business" prints a link for its owner.')
  lines.push('  Stop with Ctrl-C.')
  process.stdout.write(`\n${lines.join('\n')}\n\n`)
}
