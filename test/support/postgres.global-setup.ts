import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { openLog } from '#src/platform/log.ts'
import { migrate } from '#src/platform/migrate.ts'
import { startPostgres } from '#src/platform/postgres.ts'
import { otherDatabase } from '#src/platform/postgres-door.ts'
import { native17 } from './postgres-17.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    /** Of the database a test's own is cloned from; whoever connects to it blocks the cloning. */
    templateUrl: string
  }
}

/** Nothing here needs to survive the machine. */
const inAHurry = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  max_wal_size: '1GB',
  shared_buffers: '128MB',
  max_connections: '300',
}

let stop = async (): Promise<void> => {}
export const teardown = (): Promise<void> => stop()

/** One Postgres for all database tests: 18, or with TEST_PG_MAJOR=17 the oldest we run on. */
export async function setup(project: TestProject): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), 'tandem-test-'))
  const log = openLog('warn')
  const native = process.env['TEST_PG_MAJOR'] === '17' ? native17() : undefined
  const postgres = await startPostgres({ dataDir, log, settings: inAHurry, ...(native && { native }) })
  stop = async () => {
    await postgres[Symbol.asyncDispose]()
    rmSync(dataDir, { recursive: true, force: true })
  }
  await run(postgres.url, 'create database template_for_tests')
  const templateUrl = otherDatabase(postgres.url, 'template_for_tests')
  await migrate({ url: templateUrl, log })
  project.provide('templateUrl', templateUrl)
}

async function run(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.query(statement)
  await client.end()
}
