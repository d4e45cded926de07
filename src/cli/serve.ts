import { spawn } from 'node:child_process'
import { constants } from 'node:os'
import { join } from 'node:path'
import { Command } from 'commander'

/** `tandem serve`: as `npm run serve`. scripts/tandem.mjs goes straight there; this is for whoever starts the command without it. */
export function serve(): Command {
  return new Command('serve')
    .description('Run the server until Ctrl-C, as npm run serve does.')
    .addHelpText('after', '\nIts settings are environment variables: docs/settings.md has them all.')
    .action(run)
}

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/** The channel tells the server should we be killed: platform/stop.ts listens for its end. */
async function run(): Promise<void> {
  const child = spawn(process.execPath, [join(import.meta.dirname, '..', 'main.ts')], { stdio: ['inherit', 'inherit', 'inherit', 'ipc'] })
  for (const signal of signals) process.on(signal, () => child.kill(signal))
  process.exitCode = await new Promise<number>((resolve, reject) => {
    child.on('error', reject)
    child.on('exit', (code, signal) => resolve(code ?? 128 + (signal ? constants.signals[signal] : 0)))
  })
}
