import type { z } from 'zod'
import type { MessageRow } from '#src/message/bubble.ts'
import type { Tx } from '#src/platform/db.ts'
import type { messageFilter } from './views.ts'

/** Messages by what is asked of them, the newest first. */
export async function filterMessages(tx: Tx, workspaceId: number, filter: z.infer<typeof messageFilter>): Promise<string[]> {
  const rows = await tx.query<Pick<MessageRow, 'id'>>(
    `select m.id from messages m left join flight f on m.state is null and f.workspace_id = m.workspace_id and f.message_id = m.id
     where m.workspace_id = $1
       and ($2::text is null or m.direction = $2)
       and ($3::text is null or coalesce(m.state, f.state) = $3)
       and ($4::text is null or m.from_uri = $4)
       and ($5::text is null or $5 = any(m.to_uris))
       and ($6::uuid is null or m.conversation_id = $6)
       and ($7::timestamptz is null or m.accepted_at >= $7)
       and ($8::timestamptz is null or m.accepted_at < $8)
       and ($9::uuid is null or m.id < $9)
     order by m.id desc limit $10`,
    [
      workspaceId,
      filter.direction ?? null,
      filter.state ?? null,
      filter.from ?? null,
      filter.to ?? null,
      filter.conversation ?? null,
      filter.since ?? null,
      filter.until ?? null,
      filter.before ?? null,
      filter.limit + 1,
    ],
    'api.messages',
  )
  return rows.map(({ id }) => id)
}
