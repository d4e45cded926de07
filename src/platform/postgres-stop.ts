import type { ChildProcess } from 'node:child_process'
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { basename, join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { isRunning } from './folder-lock.ts'
import type { Log } from './log.ts'

/** 45 ms to 2 s were seen; a full buffer on a slow disk takes longer. After each, the next harder signal. */
const STEPS = [
  ['SIGINT', 15_000],
  ['SIGQUIT', 5_000],
  ['SIGKILL', 5_000],
] as const
const POLL_MS = 10
/** How long a process that has ended may wait to be noticed. In a container without an init it waits for ever. */
const NOTICED_MS = 2_000

/** Disconnects everybody, writes out what is in memory, ends. Safe to call twice, and when it has ended. */
export async function stopServer(server: ChildProcess, log: Log): Promise<void> {
  const ended = new Promise<void>((resolve) => {
    if (server.exitCode !== null || server.signalCode !== null) resolve()
    else server.once('exit', () => resolve())
  })
  for (const [signal, patienceMs] of STEPS) {
    if (server.exitCode !== null || server.signalCode !== null) return
    if (signal !== 'SIGINT') log.warn({ signal }, 'Postgres is slow to stop')
    server.kill(signal)
    const given = new AbortController()
    await Promise.race([ended, wait(patienceMs, undefined, { signal: given.signal }).catch(() => {})])
    given.abort()
  }
}

/** Whoever started it is gone (we hold the folder's lock), so a server still running here is in the way. */
export async function stopLeftover(data: string, log: Log): Promise<void> {
  const pidFile = join(data, 'postmaster.pid')
  const pid = existsSync(pidFile) ? Number(readFileSync(pidFile, 'utf8').split('\n')[0]) : 0
  if (!isRunning(pid)) return forgetEnded(pid, pidFile)
  if (!isPostgres(pid)) return rmSync(pidFile, { force: true })

  log.info({ pid }, 'stopping the Postgres a crash left behind')
  for (const [signal, patienceMs] of STEPS) {
    process.kill(pid, signal)
    for (let waited = 0; waited < patienceMs; waited += POLL_MS) {
      if (!isRunning(pid)) return forgetEnded(pid, pidFile)
      await wait(POLL_MS)
    }
  }
}

/** One that has ended and was not noticed by its parent would be taken for a running one by Postgres, which then refuses to start. */
async function forgetEnded(pid: number, pidFile: string): Promise<void> {
  for (let waited = 0; waited < NOTICED_MS; waited += POLL_MS) {
    if (!isThere(pid)) return
    await wait(POLL_MS)
  }
  rmSync(pidFile, { force: true })
}

function isThere(pid: number): boolean {
  try {
    return pid > 0 && process.kill(pid, 0)
  } catch {
    return false
  }
}

/** The number may have gone to another program since. Where we cannot tell, we take Postgres's own word that it is one. */
function isPostgres(pid: number): boolean {
  const commandLine = `/proc/${pid}/cmdline`
  if (!existsSync(commandLine)) return true
  return basename(readFileSync(commandLine, 'utf8').split('\0')[0] ?? '').startsWith('postgres')
}
