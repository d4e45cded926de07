import type { Tx } from '#src/platform/db.ts'

/** Who is behind an address. Statements for those who write a message down; they take the transaction. */

export type At = { workspaceId: number; uri: string }
const keyOf = ({ workspaceId, uri }: At) => `${workspaceId} ${uri}`

/** The contact of each address, made where there is none. Two processes may meet the same stranger: the index decides, both agree. */
export async function recognise(tx: Tx, ats: readonly At[], id: () => string): Promise<(at: At) => string> {
  const wanted = [...new Map(ats.map((it) => [keyOf(it), it])).values()].toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1))
  const known = await find(tx, wanted)
  const strangers = wanted.filter((it) => !known.has(keyOf(it))).map((it) => ({ ...it, id: id() }))
  if (strangers.length > 0) {
    const values = [strangers.map((it) => it.workspaceId), strangers.map((it) => it.id), strangers.map((it) => it.uri)]
    const written = await tx.query<{ contact_id: string }>(
      `with made as (
         insert into contacts (workspace_id, id) select workspace_id, id from unnest($1::int[], $2::uuid[]) as it (workspace_id, id)
       )
       insert into addresses (workspace_id, contact_id, uri) select * from unnest($1::int[], $2::uuid[], $3::text[])
       on conflict (workspace_id, uri) do nothing returning contact_id`,
      values,
      'contacts.make',
    )
    if (written.length < strangers.length) await forget(tx, strangers, new Set(written.map((it) => it.contact_id)))
    for (const [key, contact] of await find(tx, strangers)) known.set(key, contact)
  }
  return (at) => known.get(keyOf(at))!
}

async function find(tx: Tx, ats: readonly At[]): Promise<Map<string, string>> {
  const rows = await tx.query<{ workspace_id: number; uri: string; contact_id: string }>(
    'select a.workspace_id, a.uri, a.contact_id from addresses a join unnest($1::int[], $2::text[]) as k (workspace_id, uri) using (workspace_id, uri)',
    [ats.map((it) => it.workspaceId), ats.map((it) => it.uri)],
    'addresses.find',
  )
  return new Map(rows.map((it) => [keyOf({ workspaceId: it.workspace_id, uri: it.uri }), it.contact_id]))
}

async function forget(tx: Tx, made: readonly { workspaceId: number; id: string }[], kept: ReadonlySet<string>): Promise<void> {
  const orphans = made.filter((it) => !kept.has(it.id))
  await tx.query(
    'delete from contacts c using unnest($1::int[], $2::uuid[]) as k (workspace_id, id) where c.workspace_id = k.workspace_id and c.id = k.id',
    [orphans.map((it) => it.workspaceId), orphans.map((it) => it.id)],
  )
}

export type ConsentChange = At & { state: 'given' | 'withdrawn'; at: Date; source: string; number: string | null; messageId: string | null }

/** The ledger and the state of today. A change older than what we know changes nothing, and stands in the ledger all the same. */
export async function changeConsents(tx: Tx, changes: readonly ConsentChange[], id: () => string): Promise<void> {
  for (const it of changes) {
    const values = [it.workspaceId, it.uri, it.state, it.at, it.source, it.number, it.messageId]
    await tx.query(
      'insert into consent_changes (workspace_id, uri, state, at, source, number, message_id, id) values ($1, $2, $3, $4, $5, $6, $7, $8)',
      [...values, id()],
      'consents.ledger',
    )
    await tx.query(
      `insert into consents (workspace_id, uri, state, at, source, number, message_id) values ($1, $2, $3, $4, $5, $6, $7)
       on conflict (workspace_id, uri) do update set state = excluded.state, at = excluded.at, source = excluded.source,
         number = excluded.number, message_id = excluded.message_id where consents.at <= excluded.at`,
      values,
      'consents.change',
    )
  }
}

/** Who of these has asked not to be messaged. */
export async function withdrawn(tx: Tx, ats: readonly At[]): Promise<Set<string>> {
  const rows = await tx.query<{ workspace_id: number; uri: string }>(
    `select c.workspace_id, c.uri from consents c join unnest($1::int[], $2::text[]) as k (workspace_id, uri) using (workspace_id, uri)
     where c.state = 'withdrawn'`,
    [ats.map((it) => it.workspaceId), ats.map((it) => it.uri)],
    'consents.withdrawn',
  )
  return new Set(rows.map((it) => keyOf({ workspaceId: it.workspace_id, uri: it.uri })))
}
