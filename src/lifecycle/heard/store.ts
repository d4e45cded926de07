import { type At, changeConsents, recognise, withdrawn } from '#src/contacts/store.ts'
import { type Talk, talk } from '#src/conversations/store.ts'
import type { Content } from '#src/message/content.ts'
import type { Db, Tx } from '#src/platform/db.ts'
import { booleans, bytes, ints, smallints, texts, times, uuids } from '#src/platform/db-arrays.ts'
import { append, type NewEvent } from '#src/platform/events.ts'
import type { Arrival, FragmentSet, Heard } from '../inbound.ts'

/** Where what was heard is written down, so that it may be acknowledged. */

/** A copy counts as a redelivery only if the first came in an earlier session of the link, and not longer ago than this: our choice. */
const redeliveryMs = 15 * 60_000

export async function recordArrivals(db: Db, content: Content, id: () => string, arrivals: readonly Arrival[]): Promise<Heard[]> {
  const bodies = await content.seal(
    arrivals.map((it) => ({
      workspaceId: it.on.workspaceId,
      table: 'messages',
      row: it.id,
      column: 'body',
      plain: JSON.stringify(it.happening.parts),
    })),
  )
  const heard: Heard[] = bodies.map((it) => (it instanceof Uint8Array ? 'written' : 'again'))
  const sealed = arrivals.flatMap((it, i) => {
    const body = bodies[i]
    return body instanceof Uint8Array ? [{ it, body }] : []
  })
  if (sealed.length > 0) await db.spine((tx) => write(tx, sealed, id))
  return heard
}

type Sealed = { it: Arrival; body: Buffer }

async function write(tx: Tx, sealed: readonly Sealed[], id: () => string): Promise<void> {
  const whole = await takeFragments(tx, sealed)
  const known = await knownIds(tx, whole)
  const fresh = whole.filter(({ it }) => !known.has(it.id))
  const doubled = await redelivered(
    tx,
    fresh.map(({ it }) => it),
  )
  const team = fresh.filter(({ it }) => it.on.teamId !== null)
  const contactOf = await recognise(
    tx,
    team.map(({ it }) => from(it)),
    id,
  )
  const talks = team.map(
    ({ it }): Talk => ({
      workspaceId: it.on.workspaceId,
      contactId: contactOf(from(it)),
      teamId: it.on.teamId!, // only lines of a team are here
      lineId: it.on.lineId,
      messageId: it.id,
      at: it.at,
      heard: 1,
    }),
  )
  const conversations = await talk(tx, talks, id)
  const conversationOf = new Map(team.map(({ it }, i) => [it.id, conversations[i]!]))
  await addMessages(tx, fresh, conversationOf, doubled)
  const consents = await obey(
    tx,
    fresh.map(({ it }) => it),
    doubled,
    conversationOf,
    id,
  )
  append(tx, [...fresh.map(({ it }) => received(it, conversationOf.get(it.id) ?? null, doubled.has(it.id))), ...consents])
}

const from = (it: Arrival): At => ({ workspaceId: it.on.workspaceId, uri: it.happening.from })

/**
 * Marks the fragments in the transaction that writes the message: whoever comes second finds none, and writes none. If a piece has been
 * replaced since they were read, none is taken, and the set is looked at again.
 */
async function takeFragments(tx: Tx, sealed: readonly Sealed[]): Promise<Sealed[]> {
  const kept: Sealed[] = []
  for (const one of sealed) if (!one.it.fragments || (await take(tx, one.it.fragments, one.it.id))) kept.push(one)
  return kept
}

async function take(tx: Tx, { workspaceId, ids }: FragmentSet, messageId: string): Promise<boolean> {
  const rows = await tx.query(
    `with theirs as (
       select workspace_id, id from fragments where workspace_id = $1 and id = any($2::uuid[]) and message_id is null order by id for update
     )
     update fragments f set message_id = $3 from theirs t
     where f.workspace_id = t.workspace_id and f.id = t.id and (select count(*) from theirs) = $4 returning f.id`,
    [workspaceId, ids, messageId, ids.length],
    'fragments.take',
  )
  return rows.length === ids.length
}

/** Where the other side gives ids, the index says what came before. */
async function knownIds(tx: Tx, sealed: readonly Sealed[]): Promise<Set<string>> {
  const named = sealed.filter(({ it }) => it.happening.id !== null)
  if (named.length === 0) return new Set()
  const rows = await tx.query<{ message_id: string }>(
    `insert into heard_ids (workspace_id, link_id, id, message_id)
     select * from unnest($1::int[], $2::uuid[], $3::text[], $4::uuid[]) as it (workspace_id, link_id, id, message_id)
     order by workspace_id, link_id, id, message_id on conflict do nothing returning message_id`,
    [
      ints(named, ({ it }) => it.on.workspaceId),
      uuids(named, ({ it }) => it.linkId),
      texts(named, ({ it }) => it.happening.id),
      uuids(named, ({ it }) => it.id),
    ],
    'heard_ids.add',
  )
  const written = new Set(rows.map((it) => it.message_id))
  return new Set(named.map(({ it }) => it.id).filter((it) => !written.has(it)))
}

/** Those whose like came minutes ago in an earlier session. They are marked and never dropped: people do text "ok" twice. */
async function redelivered(tx: Tx, arrivals: readonly Arrival[]): Promise<Set<string>> {
  const nameless = arrivals.filter((it) => it.happening.id === null)
  if (nameless.length === 0) return new Set()
  const rows = await tx.query<{ message_id: string; before: boolean }>(
    `with g as (select * from unnest($1::int[], $2::bytea[], $3::uuid[], $4::uuid[], $5::timestamptz[]) as g (workspace_id, print, session, message_id, at)),
     noted as (
       insert into fingerprints (workspace_id, print, session, message_id, at)
       select distinct on (workspace_id, print, session) * from g order by workspace_id, print, session, at desc
       on conflict (workspace_id, print, session) do update set at = excluded.at, message_id = excluded.message_id
     )
     select g.message_id, exists (
       select 1 from fingerprints f where f.workspace_id = g.workspace_id and f.print = g.print and f.session <> g.session
         and f.at between g.at - $6 * interval '1 ms' and g.at + interval '1 minute') as before
     from g`,
    [
      ints(nameless, (it) => it.on.workspaceId),
      bytes(nameless, (it) => it.print),
      uuids(nameless, (it) => it.session),
      uuids(nameless, (it) => it.id),
      times(nameless, (it) => it.at),
      redeliveryMs,
    ],
    'fingerprints.note',
  )
  return new Set(rows.filter((it) => it.before).map((it) => it.message_id))
}

async function addMessages(
  tx: Tx,
  sealed: readonly Sealed[],
  conversations: ReadonlyMap<string, string>,
  doubled: ReadonlySet<string>,
): Promise<void> {
  if (sealed.length === 0) return
  const all = sealed.map(({ it }) => it)
  await tx.query(
    `insert into messages (workspace_id, id, direction, conversation_id, line_id, from_uri, to_uris, purpose, body, segments, said_at,
       possible_duplicate, incomplete, accepted_at, state, ended_at)
     select workspace_id, id, 'in', conversation_id, line_id, from_uri, array[to_uri], 'conversation', body, segments, said_at,
       doubled, incomplete, at, 'received', at
     from unnest($1::int[], $2::uuid[], $3::uuid[], $4::uuid[], $5::text[], $6::text[], $7::bytea[], $8::smallint[], $9::timestamptz[],
       $10::boolean[], $11::boolean[], $12::timestamptz[])
       as it (workspace_id, id, conversation_id, line_id, from_uri, to_uri, body, segments, said_at, doubled, incomplete, at)`,
    [
      ints(all, (it) => it.on.workspaceId),
      uuids(all, (it) => it.id),
      uuids(all, (it) => conversations.get(it.id) ?? null),
      uuids(all, (it) => it.on.lineId),
      texts(all, (it) => it.happening.from),
      texts(all, (it) => it.happening.to),
      bytes(sealed, ({ body }) => body),
      smallints(all, (it) => it.fragments?.total ?? 1),
      times(all, (it) => it.happening.at),
      booleans(all, (it) => doubled.has(it.id)),
      booleans(all, (it) => it.incomplete),
      times(all, (it) => it.at),
    ],
    'messages.hear',
  )
}

/**
 * STOP and START take effect in the transaction that writes them down; what is answered, a reader of the log sees to. Of what may be a
 * redelivery only a STOP is obeyed, and nothing it does not change is answered: an old START must not undo a newer STOP.
 */
async function obey(
  tx: Tx,
  arrivals: readonly Arrival[],
  doubled: ReadonlySet<string>,
  conversations: ReadonlyMap<string, string>,
  id: () => string,
): Promise<NewEvent[]> {
  const spoken = arrivals.filter((it) => it.keyword)
  if (spoken.length === 0) return []
  const out = await withdrawn(tx, spoken.map(from))
  const events: NewEvent[] = []
  for (const it of spoken) {
    const { kind, keyword, language, onlyIfOptedOut } = it.keyword! // just filtered
    const whose = `${it.on.workspaceId} ${it.happening.from}`
    const was = out.has(whose)
    if (onlyIfOptedOut && !was) continue
    if (doubled.has(it.id) && (kind !== 'stop' || was)) continue
    if (kind === 'stop') out.add(whose)
    if (kind === 'start') out.delete(whose)
    const state = kind === 'stop' ? 'withdrawn' : kind === 'start' ? 'given' : null
    const about = { ...from(it), number: it.happening.to, messageId: it.id, at: it.at }
    if (state) await changeConsents(tx, [{ ...about, state, source: keyword }], id)
    events.push({
      workspaceId: it.on.workspaceId,
      at: it.at,
      kind: 'keyword.heard',
      messageId: it.id,
      conversationId: conversations.get(it.id) ?? null,
      data: {
        kind,
        keyword,
        language,
        uri: it.happening.from,
        number: it.happening.to,
        conversation: conversations.get(it.id) ?? null,
        changed: state !== null && (state === 'withdrawn') !== was,
      },
    })
  }
  return events
}

const received = (it: Arrival, conversationId: string | null, doubled: boolean): NewEvent => ({
  workspaceId: it.on.workspaceId,
  at: it.at,
  kind: 'message.received',
  messageId: it.id,
  conversationId,
  data: { link: it.linkId, ...(doubled && { possibleDuplicate: true }), ...(it.incomplete && { incomplete: true }) },
})
