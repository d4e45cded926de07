import type { Owner } from './wal.ts'

/** How long Postgres worked for each stage, from pg_stat_statements: by what a statement reads or writes. */

type Share = Partial<Record<string, number>>
/** The log is written by three stages alike, consents are asked about by two. */
const whose: readonly [words: string, share: Share][] = [
  ['insert into messages', { accept: 1 }],
  ['insert into flight', { accept: 1 }],
  ['insert into idempotency', { accept: 1 }],
  ['update conversations c set last_message_id', { accept: 1 }],
  ['join consents', { accept: 1 / 2, dispatch: 1 / 2 }],
  ['with fence as', { dispatch: 1 }],
  ['update flight f set state = c.state', { conclude: 1 }],
  ['insert into carrier_ids', { conclude: 1 }],
  ['join carrier_ids c on c.link_id', { settle: 1 }],
  ['delete from flight', { settle: 1 }],
  ['update messages m set state', { settle: 1 }],
  ['insert into events', { accept: 1 / 3, conclude: 1 / 3, settle: 1 / 3 }],
]

/** Milliseconds in statements, without commits, which mostly wait for the disk. */
export async function workedFor(owner: Owner): Promise<Map<string, number>> {
  const rows = await owner<{ query: string; ms: number }>(
    `select query, sum(total_exec_time) as ms from pg_stat_statements where query !~* '^(commit|begin|copy)' and query not like '%pg_stat_statements%'
       and query not like '%pg_get_wal%' group by 1`,
  )
  const ms = new Map<string, number>()
  for (const row of rows) {
    const share = whose.find(([words]) => row.query.includes(words))?.[1] ?? { rest: 1 }
    for (const [stage, part] of Object.entries(share)) ms.set(stage, (ms.get(stage) ?? 0) + row.ms * (part ?? 0))
  }
  return ms
}
