/** What is going on in a world, by name: each scenario at most once at a time. */
import type { World } from '../world.ts'
import { scenarios } from './all.ts'
import type { Running } from './scenario.ts'

export class Stage {
  readonly #world: World
  readonly #running = new Map<string, Running>()

  constructor(world: World) {
    this.#world = world
  }

  /** Begins it, ending it first if it is already on. Throws ZodError for wrong options; false: no such scenario. */
  start(name: string, options: unknown = {}): boolean {
    const found = scenarios.find((it) => it.name === name)
    if (!found) return false
    const checked = found.options.parse(options)
    this.stop(name)
    this.#running.set(name, found.start(this.#world, checked))
    return true
  }

  stop(name: string): boolean {
    this.#running.get(name)?.stop()
    return this.#running.delete(name)
  }

  state(): { name: string; summary: string; running: Record<string, unknown> | null }[] {
    return scenarios.map(({ name, summary }) => ({ name, summary, running: this.#running.get(name)?.state() ?? null }))
  }

  [Symbol.dispose](): void {
    for (const name of [...this.#running.keys()]) this.stop(name)
  }
}
