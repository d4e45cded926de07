import type { Queued } from '#src/lifecycle/outbound.ts'
import type { Draft } from '#src/message/draft.ts'
import type { Outcome } from '#src/message/outcome.ts'
import type { Lease } from '#src/platform/leases.ts'
import { draftTo, type Home, type Stage } from './spine.ts'

/** A message on its way by hand: accepted, read back from the queue, marked, and what became of it. */

export const accepted = async (stage: Stage, home: Home, but: Partial<Draft> = {}): Promise<string> =>
  (await stage.spine.send([draftTo(home, 'Hello', but)]))[0]!.accepted.message.id // one in, one out

export async function queued(stage: Stage, home: Home, id: string): Promise<Queued> {
  const nothing = { has: () => false, size: () => 0 }
  const { items } = await stage.spine.carrying.load(home.linkId, 10_000, nothing, [])
  const found = items.find(({ message }) => message.id === id)
  if (!found) throw new Error(`${id} is not queued`)
  return found
}

/** Marked as leaving; null where it may not. */
export async function sending(stage: Stage, home: Home, id: string, lease: Lease, spine = stage.spine): Promise<Queued | null> {
  const [going] = await spine.carrying.dispatch([await queued(stage, home, id)], home.linkId, lease)
  return going ?? null
}

/** Accepted, marked, and answered so. */
export async function answered(stage: Stage, home: Home, lease: Lease, outcome: Outcome, but: Partial<Draft> = {}): Promise<string> {
  const id = await accepted(stage, home, but)
  const item = await sending(stage, home, id, lease)
  await stage.spine.carrying.conclude(home.linkId, [{ item: item!, outcome }], lease) // nothing speaks against it
  return id
}

export const taken = (...ids: string[]): Outcome => ({ kind: 'taken', ids })
export const unknown: Outcome = { kind: 'unknown' }
