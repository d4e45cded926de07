import pg from 'pg'
import { DbUnavailable, isConnectionError, isFailedAlready, wordsOf } from './db-errors.ts'
import { GatheringSocket } from './db-socket.ts'
import { types } from './db-types.ts'
import type { Log } from './log.ts'

/** One transaction. `name` prepares the statement once per connection: for the hot path, and one name means one text. */
export type Tx = {
  query<R extends object>(text: string, values?: readonly unknown[], name?: string): Promise<R[]>
  /** Sends a statement whose answer nobody needs. What follows is sent right behind it; if it fails, so does the transaction. */
  queue(text: string, values?: readonly unknown[], name?: string): void
}

/** Two kinds of sessions: `web` sees one workspace, `spine` a closed list of tables across all (ARCHITECTURE.md, Storage). */
export type Db = {
  /** One transaction within one workspace. */
  web<T>(workspaceId: number, work: (tx: Tx) => Promise<T> | T): Promise<T>
  /** One transaction across workspaces: for lifecycle and delivery alone. */
  spine<T>(work: (tx: Tx) => Promise<T> | T): Promise<T>
  /** One statement of its own across workspaces. */
  spineRead: Tx['query']
  /** Whether the database answers. */
  answers(): Promise<boolean>
  close(): Promise<void>
}

/** Further work waits for a free connection, and fails as DbUnavailable after CONNECT_MS. */
const CONNECTIONS_EACH = 10
const CONNECT_MS = 5_000
/** A statement that takes longer is cut off: its transaction fails with code 57014. */
const WEB_STATEMENT_MS = 15_000
const SPINE_STATEMENT_MS = 30_000
/** Who opens a transaction and forgets it loses the connection. */
const IDLE_IN_TRANSACTION_MS = 60_000

export function openDb({ url, max = CONNECTIONS_EACH, log }: { url: string; max?: number; log: Log }): Db {
  const web = openPool(url, max, 'tandem_web', WEB_STATEMENT_MS, log)
  const spine = openPool(url, max, 'tandem_spine', SPINE_STATEMENT_MS, log)
  const spineRead: Tx['query'] = async (text, values, name) => {
    const client = await connect(spine)
    let broken: unknown
    try {
      return await ask(client, text, values, name)
    } catch (error) {
      broken = error
      throw error
    } finally {
      client.release(broken instanceof DbUnavailable)
    }
  }
  return {
    web: (workspaceId, work) => transaction(web, `begin; select set_config('app.workspace', '${whole(workspaceId)}', true)`, work),
    spine: (work) => transaction(spine, 'begin', work),
    spineRead,
    answers: () =>
      spineRead('select 1').then(
        () => true,
        () => false,
      ),
    close: async () => void (await Promise.all([web.end(), spine.end()])),
  }
}

function openPool(url: string, max: number, role: string, statementMs: number, log: Log): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max,
    types,
    keepAlive: true,
    // a statement need not wait for the answer of the one before it
    pipeline: true,
    stream: () => new GatheringSocket(),
    application_name: role,
    connectionTimeoutMillis: CONNECT_MS,
    onConnect: async (client) => {
      await client.query(
        `set role ${role}; set statement_timeout = ${statementMs}; set idle_in_transaction_session_timeout = ${IDLE_IN_TRANSACTION_MS}`,
      )
    },
  })
  // Without a listener of its own, a connection that breaks off while in use ends the process: its query fails anyway, and says so.
  pool.on('connect', (client) => client.on('error', (error) => log.debug({ role, why: wordsOf(error) }, 'a database connection broke off')))
  pool.on('error', (error) => log.warn({ role, why: wordsOf(error) }, 'an idle database connection broke off'))
  return pool
}

const whole = (workspaceId: number): number => {
  if (!Number.isSafeInteger(workspaceId)) throw new TypeError(`${workspaceId} is no workspace`)
  return workspaceId
}

/** `begin` goes with the first statement and `commit` behind the last: Postgres takes them in their order, and skips all that follows a failed one. */
async function transaction<T>(pool: pg.Pool, begin: string, work: (tx: Tx) => Promise<T> | T): Promise<T> {
  const client = await connect(pool)
  const queued: Promise<unknown>[] = []
  /** Of a statement nobody waits for: what comes behind it only hears that the transaction has failed. */
  let failure: { error: unknown } | null = null
  const queue: Tx['queue'] = (text, values, name) => {
    const sent = ask(client, text, values, name)
    sent.catch((error) => {
      failure ??= { error }
    })
    queued.push(sent)
  }
  let sound = true
  let committing: Promise<void> | null = null
  try {
    queue(begin)
    const result = await work({ query: (text, values, name) => ask(client, text, values, name), queue })
    committing = commit(client)
    await Promise.all([...queued, committing])
    return result
  } catch (error) {
    const because = outcomeOf(failure && isFailedAlready(error) ? (failure as { error: unknown }).error : error, committing !== null)
    await committing?.catch(() => {})
    sound = await undo(client, because)
    throw because
  } finally {
    client.release(!sound)
  }
}

/** Broken off with the commit on its way: it may have arrived. */
const outcomeOf = (error: unknown, committing: boolean): unknown =>
  error instanceof DbUnavailable && committing ? new DbUnavailable(error.cause, 'unknown') : error

async function connect(pool: pg.Pool): Promise<pg.PoolClient> {
  try {
    return await pool.connect()
  } catch (error) {
    throw isConnectionError(error) ? new DbUnavailable(error) : error
  }
}

async function ask<R extends object>(client: pg.PoolClient, text: string, values?: readonly unknown[], name?: string): Promise<R[]> {
  try {
    const { rows } = await client.query<R>({ text, ...(values && { values: [...values] }), ...(name && { name }) })
    return rows
  } catch (error) {
    throw isConnectionError(error) ? new DbUnavailable(error) : error
  }
}

/** Postgres answers `ROLLBACK` to a commit whose transaction has failed, for instance because the work caught a failed statement. */
async function commit(client: pg.PoolClient): Promise<void> {
  const done = await client.query('commit').catch((error) => {
    throw isConnectionError(error) ? new DbUnavailable(error) : error
  })
  if (done.command !== 'COMMIT') throw new Error('The transaction had failed before it was committed; nothing was written.')
}

/** Whether the connection can be used again. */
async function undo(client: pg.PoolClient, because: unknown): Promise<boolean> {
  if (because instanceof DbUnavailable) return false
  return client.query('rollback').then(
    () => true,
    () => false,
  )
}
