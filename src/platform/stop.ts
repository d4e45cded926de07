import type { Log } from './log.ts'

/** What has been started, to be stopped in reverse order, once, whoever asks and however often. */
export type Stopper = {
  add(name: string, stop: () => unknown): void
  /** A signal, or the process that started us having gone, stops everything and then the process. */
  onSignals(): void
  /** Resolves with the exit code when all has stopped: 0, or 1 if something failed to. */
  stop(why: string): Promise<number>
  readonly stopping: boolean
}

/** Longer, and the process ends as it is: what was committed is safe. Postgres alone may take 15 s. */
const LIMIT_MS = 25_000

export type StopperOptions = { log: Log; limitMs?: number; exit?: (code: number) => void }

export function makeStopper({ log, limitMs = LIMIT_MS, exit = (code) => process.exit(code) }: StopperOptions): Stopper {
  const started: { name: string; stop: () => unknown }[] = []
  let stopped: Promise<number> | null = null

  const stopAll = async (why: string): Promise<number> => {
    log.info({ why }, 'stopping')
    let code = 0
    for (let last = started.pop(); last; last = started.pop()) {
      try {
        await last.stop()
      } catch (error) {
        log.error({ err: error, what: last.name }, 'could not be stopped')
        code = 1
      }
    }
    log.info('stopped')
    return code
  }

  const stopper: Stopper = {
    add: (name, stop) => void started.push({ name, stop }),
    stop: (why) => {
      stopped ??= Promise.race([stopAll(why), atMost(limitMs, log)])
      return stopped
    },
    onSignals: () => {
      const end = (why: string) => () => void stopper.stop(why).then(exit)
      // `on`, never `once`: the second Ctrl-C would end Node in the middle.
      for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, end(signal))
      if (!process.connected) return
      process.on('disconnect', end('its starter is gone'))
      process.channel?.unref()
    },
    get stopping() {
      return stopped !== null
    },
  }
  return stopper
}

function atMost(limitMs: number, log: Log): Promise<number> {
  return new Promise((resolve) => {
    setTimeout(() => {
      log.error({ limitMs }, 'stopping took too long')
      resolve(1)
    }, limitMs).unref()
  })
}
