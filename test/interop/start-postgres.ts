import { openLog } from '#src/platform/log.ts'
import { startPostgres } from '#src/platform/postgres.ts'
import { makeStopper } from '#src/platform/stop.ts'

/** Starts Postgres on the folder it is given, says its process on stdout, and stays until told to go. */
const log = openLog('silent')
const stopper = makeStopper({ log })
const postgres = await startPostgres({ dataDir: process.argv[2] as string, log })
stopper.add('postgres', () => postgres[Symbol.asyncDispose]())
stopper.onSignals()
process.stdout.write(`${postgres.pid}\n`)
setInterval(() => {}, 1_000_000)
