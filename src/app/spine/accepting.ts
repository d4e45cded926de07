import { validitySeconds } from '#src/delivery/retry.ts'
import { type Accepted, accept, foresee, laneOf, type Queued, type Recorded } from '#src/lifecycle/outbound.ts'
import { recordAccepted } from '#src/lifecycle/store.ts'
import type { Draft } from '#src/message/draft.ts'
import type { SpineParts } from '../spine-parts.ts'
import type { Grouping } from './grouping.ts'

/** The way in for what we are asked to send: judged, written down, and handed on to the link that carries it. */
export function makeAccepting(it: SpineParts, group: Grouping) {
  const { db, content, asking, ids, now } = it
  const route = (draft: Pick<Draft, 'workspaceId' | 'from' | 'to'>) => it.ways().route(draft)

  /** Judged and written down with whatever else is asked at the same time: one query a policy, one transaction. */
  const accepting = group<Draft, { accepted: Accepted; recorded: Recorded }>('accept', (batch) =>
    accept(batch, {
      ...asking,
      now,
      id: ids,
      route,
      record: (accepted) => recordAccepted(db, content, accepted).catch((cause) => lostSight(accepted, cause)),
      handOn,
    }),
  )
  /** What would become of each, were it accepted now. Nothing is written down. */
  const preview = (drafts: readonly Draft[]) => foresee(drafts, { ...asking, now, id: ids, route })

  /** Accepts, and answers what became of each. */
  const send = (drafts: readonly Draft[]) => accepting(drafts)

  /** It is written down: whatever goes wrong here must not have it written down again. */
  const handOn = (accepted: readonly Accepted[]): void => {
    for (const [linkId, of] of Map.groupBy(accepted, (one) => one.route?.linkId ?? ''))
      try {
        it.ways()
          .link(linkId)
          ?.offer(of.map(queuedFrom) as never[]) // `as`: the links of this process carry Queued
      } catch (cause) {
        it.log.error({ err: cause, linkId }, 'what was accepted is read from the database instead')
      }
  }

  /** The answer to a commit may be lost and the message written all the same: then only the database knows of it. */
  const lostSight = (accepted: readonly Accepted[], cause: unknown): never => {
    for (const linkId of new Set(accepted.flatMap(({ route: way }) => way?.linkId ?? []))) it.ways().link(linkId)?.reload()
    throw cause
  }

  return { send, preview, idle: accepting.idle }
}

/** What was just written down goes on in memory. */
function queuedFrom({ message, segments }: Accepted): Queued {
  const expiresAt = new Date(message.acceptedAt.getTime() + validitySeconds[message.purpose] * 1000)
  return { message, segments, attempts: 0, tried: [], expiresAt, dueAt: message.acceptedAt.getTime(), lane: laneOf(message) }
}
