/** Something that happens in the world for a while: started by name, with options, and stopped. */
import type { z } from 'zod'
import type { World } from '../world.ts'

export type Scenario<Options> = {
  name: string
  /** One sentence for whoever chooses. */
  summary: string
  options: z.ZodType<Options>
  start(world: World, options: Options): Running
}

export type Running = {
  stop(): void
  /** How far it is: plain numbers and words. */
  state(): Record<string, unknown>
}

/** Lets scenarios with different options share one list. `as`, because each is only given what its own schema passed. */
export const scenario = <Options>(it: Scenario<Options>): Scenario<unknown> => it as unknown as Scenario<unknown>
