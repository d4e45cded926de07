import { type Said, touch } from '#src/conversations/store.ts'
import { validitySeconds } from '#src/delivery/retry.ts'
import { addFlights } from '#src/delivery/store.ts'
import type { Content } from '#src/message/content.ts'
import { referenceOf } from '#src/message/draft.ts'
import type { Db, Tx } from '#src/platform/db.ts'
import { bytes, ints, jsons, smallints, texts, times, uuids } from '#src/platform/db-arrays.ts'
import { append, type NewEvent } from '#src/platform/events.ts'
import { inEvent, sealWords } from './carriers-words.ts'
import { claim } from './claimed/store.ts'
import type { Accepted, Recorded } from './outbound.ts'

/** Where messages are written down. One call is one transaction: what it answers is on the disk. */

/** The messages, their verdicts, the first events of their lives, and their place in the queue. */
export async function recordAccepted(db: Db, content: Content, accepted: readonly Accepted[]): Promise<Recorded[]> {
  const bodies = await content.seal(
    accepted.map(({ message }) => ({
      workspaceId: message.workspaceId,
      table: 'messages',
      row: message.id,
      column: 'body',
      plain: JSON.stringify(message.parts),
    })),
  )
  const prints = await content.prints([...new Set(accepted.map(({ message }) => message.workspaceId))])
  // Without the key nothing is written down, its idempotency key neither: the same may be tried again.
  const sealed = accepted.flatMap((it, i) => {
    const body = bodies[i]!
    const hash = hashOf(it, prints)
    return body instanceof Uint8Array && hash ? [{ it, body, hash, i }] : []
  })
  const answers: Recorded[] = accepted.map(() => ({ kind: 'sealed' }))
  if (sealed.length === 0) return answers
  const replaced = await sealReplaced(
    content,
    sealed.map(({ it }) => it),
  )
  await db.spine(async (tx) => {
    const known = await claim(tx, sealed, prints)
    const fresh = sealed.filter(({ it }) => !known.has(it.message.id))
    addMessages(tx, fresh)
    addFlights(
      tx,
      fresh.flatMap(({ it }) => flightOf(it)),
    )
    touch(tx, saidIn(fresh.map(({ it }) => it)))
    append(
      tx,
      fresh.map(({ it }) => firstEvent(it, replaced.get(it.message.id) ?? null)),
    )
    for (const { it, i } of sealed) answers[i] = known.get(it.message.id) ?? { kind: 'recorded' }
  })
  return answers
}

/** Of what the caller asked for; empty where nobody will ask again, null where the key is away. */
function hashOf(
  { clientId, message: { workspaceId, from, to, purpose, parts } }: Accepted,
  prints: Awaited<ReturnType<Content['prints']>>,
): Buffer | null {
  if (clientId === undefined) return nothing
  return prints.get(workspaceId)?.([JSON.stringify([from, to, purpose, parts])]) ?? null
}

const nothing = Buffer.alloc(0)

function addMessages(tx: Tx, rows: readonly { it: Accepted; body: Uint8Array }[]): void {
  if (rows.length === 0) return
  const all = rows.map(({ it }) => it)
  tx.queue(
    `insert into messages (workspace_id, id, direction, conversation_id, line_id, from_uri, to_uris, purpose, body, segments, encoding, in_doubt,
       member_id, client_id, answers_at, verdicts, accepted_at, state, reason, ended_at)
     select workspace_id, id, 'out', conversation_id, line_id, from_uri, array(select json_array_elements_text(to_uris)), purpose, body, segments, encoding, in_doubt,
       member_id, client_id, answers_at, verdicts, accepted_at, state, reason, case when state is null then null else accepted_at end
     from unnest($1::int[], $2::uuid[], $3::uuid[], $4::uuid[], $5::text[], $6::json[], $7::text[], $8::bytea[], $9::smallint[], $10::text[],
       $11::text[], $12::uuid[], $13::text[], $14::timestamptz[], $15::json[], $16::timestamptz[], $17::text[], $18::text[])
       as it (workspace_id, id, conversation_id, line_id, from_uri, to_uris, purpose, body, segments, encoding, in_doubt, member_id, client_id,
         answers_at, verdicts, accepted_at, state, reason)`,
    [
      ints(all, (it) => it.message.workspaceId),
      uuids(all, (it) => it.message.id),
      uuids(all, (it) => it.message.conversationId ?? null),
      uuids(all, (it) => it.route?.lineId ?? null),
      texts(all, (it) => it.message.from),
      jsons(all, (it) => JSON.stringify(it.message.to)),
      texts(all, (it) => it.message.purpose),
      bytes(rows, ({ body }) => body),
      smallints(all, (it) => it.segments),
      texts(all, (it) => it.encoding),
      texts(all, (it) => it.message.inDoubt),
      uuids(all, (it) => it.message.memberId ?? null),
      texts(all, (it) => it.clientId ?? null),
      times(all, (it) => it.message.answersAt ?? null),
      jsons(all, (it) => JSON.stringify(it.by)),
      times(all, (it) => it.message.acceptedAt),
      texts(all, (it) => (it.state.kind === 'failed' ? 'failed' : null)),
      texts(all, (it) => (it.state.kind === 'failed' ? it.state.why : null)),
    ],
    'messages.add',
  )
}

function flightOf({ message, state, route, segments }: Accepted) {
  if (state.kind === 'failed' || !route) return []
  const expiresAt = new Date((state.kind === 'held' ? state.until : message.acceptedAt).getTime() + validitySeconds[message.purpose] * 1000)
  return [
    {
      workspaceId: message.workspaceId,
      id: message.id,
      state: state.kind,
      reason: state.kind === 'queued' ? null : state.why,
      linkId: route.linkId,
      dueAt: state.kind === 'held' ? state.until : message.acceptedAt,
      segments,
      expiresAt,
      reference: referenceOf(message.id),
    },
  ]
}

/** The newest message of each conversation is what its row shows. */
const saidIn = (accepted: readonly Accepted[]): Said[] =>
  accepted.flatMap(({ message: { workspaceId, conversationId, id, acceptedAt }, route }) =>
    conversationId ? [{ workspaceId, conversationId, id, at: acceptedAt, lineId: route?.lineId ?? null }] : [],
  )

/** What was replaced is part of what was written. By message. */
async function sealReplaced(content: Content, accepted: readonly Accepted[]): Promise<Map<string, Buffer | null>> {
  const some = accepted.filter((it) => it.replaced !== undefined)
  const sealed = await sealWords(
    content,
    some.map(({ message: { workspaceId, id }, replaced }) => ({
      at: inEvent({ workspaceId, messageId: id }),
      words: JSON.stringify(replaced),
    })),
  )
  return new Map(some.map((it, i) => [it.message.id, sealed[i] ?? null]))
}

function firstEvent({ message, state }: Accepted, sealed: Buffer | null): NewEvent {
  const data =
    state.kind === 'queued'
      ? { state: 'queued' }
      : { state: state.kind, why: state.why, ...(state.kind === 'held' && { until: state.until.toISOString() }) }
  return {
    workspaceId: message.workspaceId,
    at: message.acceptedAt,
    kind: 'message.accepted',
    messageId: message.id,
    conversationId: message.conversationId ?? null,
    data,
    sealed,
  }
}
