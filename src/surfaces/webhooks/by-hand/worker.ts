import { testKind, testSeq } from '#src/message/kinds.ts'
import type { Db, Tx } from '#src/platform/db.ts'
import { fitting, summed, type Told, told } from '../body.ts'
import { type Begun, type CallParts, call, tryOf } from '../call.ts'
import { begin, type Delivery, deliveryById, type Hook, noteTry } from '../store.ts'
import { between } from '../telling/store.ts'

/** What somebody asks for with a button: a test, or a delivery once more. Beside what is being told, and whatever the webhook's state. */

export type ByHandParts = CallParts & { db: Db; id(): string }

export type ByHand = {
  /** Tells what a delivery told once more, now. */
  replay(hook: Hook, delivery: Delivery): Promise<Delivery>
  /** Tells an event that never happened. */
  test(hook: Hook): Promise<Delivery>
}

export function tellByHand(it: ByHandParts): ByHand {
  const { db, content } = it

  /** Once, and at once: whoever pressed the button hears what came of it. */
  const tellNow = async (hook: Hook, delivery: Begun, eventsOf: (tx: Tx) => Promise<Told[]>): Promise<Delivery> => {
    const { workspaceId } = hook
    const events = await db.web(workspaceId, async (tx) => {
      const all = await eventsOf(tx)
      await begin(tx, workspaceId, { ...delivery, ...summed(all) })
      return all
    })
    const posted = (await call(it, hook, delivery, events)) ?? {
      status: null,
      said: 'the workspace’s key cannot be had',
      ms: 0,
      askedMs: 0,
    }
    const good = posted.status !== null && posted.status >= 200 && posted.status < 300
    const tried = await tryOf(it, workspaceId, delivery.id, posted)
    const noted = await db.web(workspaceId, async (tx) => {
      await noteTry(tx, workspaceId, delivery.id, good ? 'delivered' : 'failed', tried)
      return deliveryById(tx, workspaceId, hook.id, delivery.id)
    })
    if (!noted) throw new Error(`webhook ${hook.id} was removed while it was called`)
    return noted
  }

  const test = (hook: Hook): Promise<Delivery> => tellNow(hook, testOf(hook, it), async () => testEvents(hook, it.now()))

  const replay = (hook: Hook, of: Delivery): Promise<Delivery> => {
    if (of.kind === 'test') return test(hook)
    const again: Begun = { ...of, id: it.id(), kind: 'replay', madeAt: it.now(), replayOf: of.replayOf ?? of.id }
    return tellNow(hook, again, async (tx) => fitting(await between(tx, content, hook, of)))
  }

  return { replay, test }
}

const testOf = ({ id }: Hook, it: { id(): string; now(): Date }): Begun => ({
  ...{ id: it.id(), webhookId: id, kind: 'test', firstSeq: testSeq, lastSeq: testSeq, madeAt: it.now(), replayOf: null },
  ...{ events: 1, kinds: [testKind], messageIds: [] },
})

const testEvents = ({ id, name }: Hook, at: Date): Told[] =>
  told([{ seq: testSeq, at, kind: testKind, messageId: null, conversationId: null, data: { webhook: id, name } }], new Map())
