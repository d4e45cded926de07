import pg from 'pg'
import type { Tx } from '#src/platform/db.ts'
import { types } from '#src/platform/db-types.ts'

/** One moment of one workspace, however long the reading takes: what happens meanwhile is not in it. */
export async function withView<T>(url: string, workspaceId: number, work: (tx: Tx) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, types, application_name: 'tandem_export', keepAlive: true })
  client.on('error', () => {}) // the statement under way hears of it
  await client.connect()
  try {
    await client.query('set role tandem_web')
    await client.query('begin transaction isolation level repeatable read read only')
    await client.query(`select set_config('app.workspace', $1, true)`, [String(workspaceId)])
    return await work({
      query: async <R extends object>(text: string, values: readonly unknown[] = []) => (await client.query<R>(text, [...values])).rows,
      queue: () => {
        throw new Error('nothing is written while exporting')
      },
    })
  } finally {
    await client.end()
  }
}
