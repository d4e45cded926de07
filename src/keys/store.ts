import type { Db } from '#src/platform/db.ts'
import type { KeyOf, KeyRow, KeyRows } from './key-rows.ts'

/** The table data_keys: every data key as the key source wrapped it. Without the source it opens nothing. */
export function keyRows(db: Pick<Db, 'spine'>): KeyRows {
  return {
    load: (wanted) => db.spine((tx) => tx.query<KeyRow>(load, columnsOf(wanted), 'data_keys_load')),

    // Two statements: the second sees what another process committed while the first waited for it.
    create: (rows) =>
      db.spine(async (tx) => {
        await tx.query(create, [...columnsOf(rows), rows.map(({ wrapped }) => wrapped)], 'data_keys_create')
        return tx.query<KeyRow>(load, columnsOf(rows), 'data_keys_load')
      }),

    // The row stays, empty, so that nobody makes the day a new key.
    shred: ({ workspaceId, day }) => db.spine(async (tx) => void (await tx.query(shred, [workspaceId, day]))),
  }
}

const columnsOf = (keys: KeyOf[]) => [keys.map(({ workspaceId }) => workspaceId), keys.map(({ day }) => day)]

const load = `
  select workspace_id as "workspaceId", day, wrapped
  from data_keys
  join unnest($1::int[], $2::int[]) as wanted (workspace_id, day) using (workspace_id, day)`

// In one order everywhere, so that two processes that make the same keys wait for each other and never in a ring.
const create = `
  insert into data_keys (workspace_id, day, wrapped)
  select workspace_id, day, wrapped from unnest($1::int[], $2::int[], $3::bytea[]) as made (workspace_id, day, wrapped)
  order by workspace_id, day
  on conflict do nothing`

const shred = `update data_keys set wrapped = '' where workspace_id = $1 and day = $2`
