import type { Contact, ContactRow } from '#src/message/contact.ts'
import type { Content } from '#src/message/content.ts'
import type { Address } from '#src/message/message.ts'
import type { Tx } from '#src/platform/db.ts'
import { zonesOf } from '../zones.ts'

/** Contacts read back: rows in, what is shown out, lists always. */

export async function contactById(tx: Tx, workspaceId: number, id: string): Promise<ContactRow | null> {
  const [row] = await tx.query<ContactRow>(
    'select id, name, made_at from contacts where workspace_id = $1 and id = $2',
    [workspaceId, id],
    'read.contact',
  )
  return row ?? null
}

/** A page of contacts, the newest first: by any digits of their numbers, or all. Ids are in the order of their making. */
export const contactPage = (
  tx: Tx,
  page: { workspaceId: number; digits: string | null; before: string | null; limit: number },
): Promise<ContactRow[]> =>
  tx.query(
    `select c.id, c.name, c.made_at from contacts c
     where c.workspace_id = $1 and ($2::uuid is null or c.id < $2)
       and ($3::text is null or exists (
         select 1 from addresses a where a.workspace_id = c.workspace_id and a.contact_id = c.id and a.uri like '%' || $3 || '%'))
     order by c.id desc limit $4`,
    [page.workspaceId, page.before, page.digits, page.limit],
    'read.contacts',
  )

type AddressRow = {
  contact_id: string
  uri: Address
  state: 'given' | 'withdrawn' | null
  at: Date | null
  source: string | null
  number: string | null
}

/** Contacts as they are shown, one each: with their addresses, what each consents to, and the zone that all of them agree on. */
export async function contactsShown(tx: Tx, content: Content, workspaceId: number, rows: readonly ContactRow[]): Promise<Contact[]> {
  if (rows.length === 0) return []
  const addresses = await tx.query<AddressRow>(
    `select a.contact_id, a.uri, c.state, c.at, c.source, c.number from addresses a
     left join consents c on c.workspace_id = a.workspace_id and c.uri = a.uri
     where a.workspace_id = $1 and a.contact_id = any($2) order by a.made_at, a.uri`,
    [workspaceId, rows.map((it) => it.id)],
    'read.addresses',
  )
  const of = Map.groupBy(addresses, (it) => it.contact_id)
  const named = rows.filter((it) => it.name)
  const names = await content.open(named.map((it) => ({ workspaceId, table: 'contacts', row: it.id, column: 'name', sealed: it.name! }))) // just filtered
  const nameOf = new Map(named.map((it, i) => [it.id, names[i]!]))
  return rows.map((it) => {
    const name = nameOf.get(it.id)
    return {
      id: it.id,
      name: name instanceof Uint8Array ? name.toString() : null,
      sealed: name && !(name instanceof Uint8Array) ? name.kind : null,
      addresses: (of.get(it.id) ?? []).map((address) => ({
        uri: address.uri,
        consent: {
          state: address.state ?? 'absent',
          at: address.at?.toISOString() ?? null,
          source: address.source,
          number: address.number,
        },
      })),
      timeZone: zoneOf((of.get(it.id) ?? []).flatMap(({ uri }) => zonesOf(uri))),
      createdAt: it.made_at.toISOString(),
    }
  })
}

/** A number that may lie in two zones tells neither. */
const zoneOf = (zones: readonly string[]): string | null => (new Set(zones).size === 1 ? (zones[0] ?? null) : null)
