import type { Tell, Told } from '#src/channels/channel.ts'
import { recordPieces, wholeSets } from '#src/lifecycle/fragments/store.ts'
import { recordArrivals } from '#src/lifecycle/heard/store.ts'
import { type Arrival, type Heard, hear, type Piece } from '#src/lifecycle/inbound.ts'
import type { Happening, Receipt } from '#src/message/happening.ts'
import type { SpineParts } from '../spine-parts.ts'
import type { Grouping } from './grouping.ts'

/** What links tell: written down, and answered so that the other side may forget it. `report` takes the receipts among it. */
export function makeHearing(it: SpineParts, group: Grouping, report: (linkId: string, receipts: readonly Receipt[]) => Promise<void>) {
  const { db, content, ids, now } = it
  const arriving = group<Arrival, Heard>('hear', (batch) => recordArrivals(db, content, ids, batch))
  const pieces = group<Piece, Heard>('fragments', (batch) => recordPieces(db, content, batch))
  const failed = (what: string) => (cause: unknown) => it.log.warn({ err: cause }, `${what} could not be written down; it is tried again`)

  const assemble = async (lineId: string | null): Promise<void> => {
    const sets = await wholeSets(db, content, { lineId, now: now(), join: (linkId, of) => it.ways().join(linkId, of), id: ids })
    if (sets.length > 0) await arriving(sets)
  }

  const again =
    (what: string) =>
    (cause: unknown): Told => {
      failed(what)(cause)
      return 'again'
    }

  const hearing = {
    failed: failed('what was heard'),
    now,
    id: ids,
    lineOf: (linkId: string, to: string) => it.ways().lineOf(linkId, to),
    prints: (workspaceIds: number[]) => content.prints(workspaceIds),
    recordArrivals: (arrivals: Arrival[]) => arriving(arrivals),
    async recordPieces(given: Piece[]) {
      const heard = await pieces(given)
      for (const lineId of new Set(given.map(({ on }) => on.lineId))) assemble(lineId).catch(failed('a message of several segments'))
      return heard
    },
  }

  const tell =
    (linkId: string): Tell =>
    async (happenings, session) => {
      const receipts = happenings.filter((one) => one.kind === 'receipt')
      const said = happenings.filter((one) => one.kind !== 'receipt')
      const [heard, told] = await Promise.all([
        it.full() ? said.map((): Told => 'again') : hear(linkId, session, said, hearing),
        report(linkId, receipts).then((): Told => 'written', again('receipts')),
      ])
      const lineMayBeNew = heard.includes('nobody') && it.ways().stale()
      if (lineMayBeNew) it.ways().refresh().catch(failed('a line that may be new'))
      let next = 0
      return happenings.map((one: Happening): Told => {
        const answer = one.kind === 'receipt' ? told : heard[next++]! // one each
        return answer === 'nobody' && lineMayBeNew ? 'again' : answer
      })
    }

  return {
    tell,
    assemble: () => assemble(null),
    async idle(): Promise<void> {
      await Promise.all([arriving.idle(), pieces.idle()])
    },
  }
}
