import { ConfigError, readConfig } from './config.ts'
import { CannotStart } from './platform/cannot-start.ts'
import { openLog } from './platform/log.ts'
import { startTraces } from './platform/traces.ts'

/** Read the settings, then load all the rest: what is to be traced must be loaded after what traces it. */

async function main(): Promise<void> {
  const withWorld = process.argv.includes('--world')
  const config = readConfig(withWorld ? { DEMO: 'true', ALLOW_FICTIONAL_NUMBERS: 'true', ...process.env } : process.env)
  const log = openLog(config.logLevel)
  const traces = config.tracesUrl ? await startTraces({ url: config.tracesUrl, log }) : null
  const { runTandem } = await import('./main/run.ts')
  await runTandem({ config, withWorld, log, traces })
}

main().catch((error: unknown) => {
  if (error instanceof CannotStart || error instanceof ConfigError) process.stderr.write(`${error.message}\n`)
  else console.error(error)
  process.exit(1)
})
