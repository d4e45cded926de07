import type { Spine } from '#src/delivery/carriage.ts'
import { conclude } from '#src/lifecycle/conclude.ts'
import { type Concluded, mark, recordConcluded, recordStopped } from '#src/lifecycle/dispatched/store.ts'
import { dispatch, type Queued } from '#src/lifecycle/outbound.ts'
import { loadQueued } from '#src/lifecycle/queue/store.ts'
import { recover } from '#src/lifecycle/recovered/store.ts'
import { timed } from '#src/platform/metrics.ts'
import type { SpineParts } from '../spine-parts.ts'
import type { Grouping } from './grouping.ts'

/** What the spine does for links: lets messages leave, and writes down what became of them. `concluded` is called after each commit of answers. */
export function makeCarrying(it: SpineParts, group: Grouping, concluded: () => void) {
  const { db, content, asking, now } = it
  /** The answers under way to the database. */
  let written: Promise<unknown> = Promise.resolve()

  const concluding = group<Concluded, boolean>('conclude', async (batch) => {
    const were = await recordConcluded(db, content, batch, now())
    concluded()
    return were
  })

  const carrying: Spine<Queued> = {
    readable: it.readable,
    dispatch: (items, linkId, lease) =>
      timed('dispatch', items.length, () =>
        dispatch(
          items.filter(({ message }) => it.readable(message.workspaceId)),
          { ...asking, now, mark: (going) => mark(db, going, linkId, lease), stop: (stopped) => recordStopped(db, stopped, now()) },
        ),
      ),
    async conclude(linkId, settled, { epoch }) {
      const concluded = settled.map(({ item, outcome }): Concluded => {
        const tried = { ...item, attempts: item.attempts + 1 }
        const isElsewhere = outcome.kind === 'refused' && outcome.retry === 'elsewhere'
        const other = isElsewhere ? it.ways().route(item.message, [...item.tried, linkId]) : null
        return {
          item: tried,
          linkId,
          epoch,
          conclusion: conclude(tried, outcome, now(), other !== null),
          ...(other && { newLinkId: other.linkId }),
        }
      })
      const writing = concluding(concluded)
      written = writing.catch(() => undefined) // who asked hears of it; the receipts only wait
      const were = await writing
      for (const { newLinkId } of concluded) if (newLinkId) it.ways().link(newLinkId)?.reload()
      return concluded.flatMap(({ item, conclusion, newLinkId }, i) =>
        were[i] && conclusion.kind === 'again' && !newLinkId
          ? [{ id: item.message.id, again: { ...item, dueAt: conclusion.dueAt.getTime() } }]
          : [],
      )
    },
    load: (linkId, limit, known, sealed) =>
      // whose key is back is asked for again
      loadQueued(
        db,
        content,
        linkId,
        limit,
        known,
        sealed.filter((id) => !it.readable(id)),
      ),
    async recover(linkId, lease) {
      const count = await recover(db, linkId, lease, now())
      if (count > 0) it.log.warn({ linkId, messages: count }, 'messages were on their way when their process ended: they are in doubt')
      it.changed()
    },
  }

  return { carrying, written: () => written, idle: concluding.idle }
}
