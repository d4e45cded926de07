import type { Abilities } from '#src/message/abilities.ts'
import type { Address } from '#src/message/message.ts'

/** Which line a message leaves from, and through which link. */
export type Route = {
  lineId: string
  linkId: string
  from: Address
  channel: string
  abilities: Abilities
}

export type Routable = Route & { workspaceId: number; rank: number; up: boolean }

/**
 * Of the lines of the number it is to leave from, the first that is up; if none is up, the first: it waits there. `not` leaves one
 * link out, after the carrier behind it said "elsewhere". One that only hears is no way out. Null where the workspace has no such line.
 */
export function choose(lines: readonly Routable[], from: Address, not?: string): Route | null {
  const able = lines.filter((it) => it.from === from && it.linkId !== not && it.abilities.only !== 'in').toSorted((a, b) => a.rank - b.rank)
  return able.find((it) => it.up) ?? able[0] ?? null
}
