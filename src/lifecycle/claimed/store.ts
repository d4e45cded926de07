import type { Content } from '#src/message/content.ts'
import type { Tx } from '#src/platform/db.ts'
import { bytes, ints, texts, uuids } from '#src/platform/db-arrays.ts'
import { newId } from '#src/platform/ids.ts'
import type { Accepted, Recorded } from '../outbound.ts'

/** Keys of callers, by which the same asked twice is done once. They are claimed in the transaction that writes down what they name. */

type Keyed = { it: Accepted; hash: Buffer }
type Claim = { workspaceId: number; key: string; hash: Buffer; id: string }
type First = { workspace_id: number; key: string; hash: Buffer; message_id: string }

/**
 * The same key again answers the message it named first; the same key with another text, or of a request with another body, is a mistake of
 * the caller's. Answers what is not new, by message.
 */
export async function claim(
  tx: Tx,
  accepted: readonly Keyed[],
  prints: Awaited<ReturnType<Content['prints']>>,
): Promise<Map<string, Recorded>> {
  const known = await claimRequests(tx, accepted, prints)
  const keyed = accepted.flatMap(({ it, hash }) =>
    it.clientId === undefined || known.has(it.message.id)
      ? []
      : [{ workspaceId: it.message.workspaceId, key: it.clientId, hash, id: it.message.id }],
  )
  for (const [{ id }, first, isSame] of await claimAll(tx, keyed))
    known.set(id, { kind: isSame ? 'same' : 'conflict', messageId: first.message_id })
  return known
}

/** Of a request whose name was used for another body nothing is taken. */
async function claimRequests(
  tx: Tx,
  accepted: readonly Keyed[],
  prints: Awaited<ReturnType<Content['prints']>>,
): Promise<Map<string, Recorded>> {
  const requests = new Map<NonNullable<Accepted['request']>, Claim>()
  for (const { it } of accepted) {
    const { request, message } = it
    const print = prints.get(message.workspaceId)
    if (!request || !print || requests.has(request)) continue
    const key = `request:${request.name}`
    requests.set(request, { workspaceId: message.workspaceId, key, hash: print([request.body]), id: newId() })
  }
  const others = new Map((await claimAll(tx, [...requests.values()])).map(([{ id }, first, isSame]) => [id, { first, isSame }]))
  const known = new Map<string, Recorded>()
  for (const { it } of accepted) {
    const other = others.get((it.request && requests.get(it.request)?.id) ?? '')
    if (other && !other.isSame) known.set(it.message.id, { kind: 'conflict', messageId: other.first.message_id })
  }
  return known
}

/** Answers those that were claimed before, each with who was first, and whether that one asked for the same. */
async function claimAll(tx: Tx, claims: readonly Claim[]): Promise<[Claim, First, boolean][]> {
  if (claims.length === 0) return []
  // In one order, so that two transactions with the same keys do not wait for each other in a ring; of two in one list the first counts.
  const late = await tx.query<{ id: string }>(
    `with k as (
       select * from unnest($1::int[], $2::text[], $3::bytea[], $4::uuid[]) as k (workspace_id, key, hash, message_id)
     ), mine as (
       insert into idempotency (workspace_id, key, hash, message_id)
       select * from k order by workspace_id, key, message_id on conflict do nothing returning message_id
     ) select message_id as id from k where not exists (select from mine m where m.message_id = k.message_id)`,
    [ints(claims, (it) => it.workspaceId), texts(claims, (it) => it.key), bytes(claims, (it) => it.hash), uuids(claims, (it) => it.id)],
    'idempotency.claim',
  )
  if (late.length === 0) return []
  const ids = new Set(late.map(({ id }) => id))
  const lost = claims.filter(({ id }) => ids.has(id))
  const first = await tx.query<First>(
    'select i.* from idempotency i join unnest($1::int[], $2::text[]) as k (workspace_id, key) using (workspace_id, key)',
    [ints(lost, (it) => it.workspaceId), texts(lost, (it) => it.key)],
    'idempotency.first',
  )
  const byKey = new Map(first.map((it) => [`${it.workspace_id} ${it.key}`, it]))
  return lost.flatMap((it): [Claim, First, boolean][] => {
    const row = byKey.get(`${it.workspaceId} ${it.key}`)
    return row ? [[it, row, row.hash.equals(it.hash)]] : []
  })
}
