/** What whoever started us reads: where the pages are, and how to bind to each carrier. */
import type { World } from './world.ts'

export type ReadyLine = {
  http: string
  business: string
  carriers: {
    name: string
    host: string
    port: number
    systemId: string
    password: string
    /** How the link must be set to understand this carrier. */
    quirks: Readonly<Record<string, string | number | boolean>>
    /** `tel:+1…` */
    numbers: string[]
    /** The same numbers, with what the business calls them. */
    lines: { number: string; label: string }[]
  }[]
}

export function readyLine(world: World, http: string): ReadyLine {
  return {
    http,
    business: world.business,
    carriers: world.carriers.map(({ plan, port }) => ({
      ...{ name: plan.name, host: world.host, port, systemId: plan.systemId, password: plan.password, quirks: plan.linkSettings },
      numbers: plan.lines.map(({ number }) => `tel:${number}`),
      lines: plan.lines.map(({ number, label }) => ({ number: `tel:${number}`, label })),
    })),
  }
}
