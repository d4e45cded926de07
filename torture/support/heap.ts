import { setTimeout as pause } from 'node:timers/promises'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

/** What is really in use: after everything that can be let go of was. */
export async function heapMiB(): Promise<number> {
  setFlagsFromString('--expose-gc')
  const collect = runInNewContext('gc') as () => void // `as`: the flag makes it
  for (let round = 0; round < 3; round++) {
    collect()
    await pause(20)
  }
  return Math.round((process.memoryUsage().heapUsed / 2 ** 20) * 10) / 10
}
