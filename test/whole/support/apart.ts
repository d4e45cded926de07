import { type Simulator, startSimulator } from './simulator.ts'
import { Tandem } from './tandem.ts'

/** Tandem, and a world that outlives it. */
export type Apart = AsyncDisposable & { tandem: Tandem; simulator: Simulator }

/** The first start is with a world of Tandem's own, which makes the links; then they are led to the carriers that stay, with `link` changed. */
export async function startApart({ env = {}, link = {} }: { env?: Record<string, string>; link?: object } = {}): Promise<Apart> {
  const stack = new AsyncDisposableStack()
  try {
    const tandem = stack.use(await Tandem.make())
    const { simulator, running, ready } = await startSimulator(tandem.folder, { TANDEM_URL: tandem.url })
    stack.use(running)
    await tandem.start({ world: true, env })
    await tandem.database(async (client) => {
      for (const { name, host, port } of ready.carriers)
        await client.query('update links set settings = settings || $2 where name = $1', [name, JSON.stringify({ host, port, ...link })])
    })
    await tandem.stop()
    await tandem.start({ env })
    await simulator.linked()
    await simulator.behave('copperline', { dropEveryS: 0 })
    return { tandem, simulator, [Symbol.asyncDispose]: () => stack.disposeAsync() }
  } catch (error) {
    await stack.disposeAsync()
    throw error
  }
}
