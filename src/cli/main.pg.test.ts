import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, test } from 'vitest'
import { type FreshDatabase, freshDatabase } from '../../test/support/postgres.ts'
import { openLog } from '../platform/log.ts'
import { startPostgres } from '../platform/postgres.ts'
import { findJoin } from '../workspaces/joins/store.ts'
import { addMember } from '../workspaces/store.ts'

let fresh: FreshDatabase
beforeAll(async () => {
  fresh = await freshDatabase()
})
afterAll(() => fresh[Symbol.asyncDispose]())

const main = join(import.meta.dirname, 'main.ts')

function tandem(args: string[], settings: Record<string, string> = {}) {
  const env = { PATH: process.env['PATH'], DATABASE_URL: fresh.url, ...settings }
  return new Promise<{ code: number; said: string; wrong: string }>((resolve) => {
    execFile(process.execPath, [main, ...args], { env }, (error, said, wrong) => resolve({ code: Number(error?.code ?? 0), said, wrong }))
  })
}

const tokenIn = (link: string): string => /\/join\/([\w-]{43})$/.exec(link)?.[1] ?? ''

test('a workspace is made, with a link that makes its owner', async () => {
  const made = await tandem(['workspace', 'create', '--name', 'Bakery', '--time-zone', 'Europe/Madrid', '--json'], {
    PUBLIC_URL: 'https://inbox.example.com',
  })
  assert.deepEqual([made.code, made.wrong], [0, ''])
  const { workspaceId, link, ownerLink } = JSON.parse(made.said)
  assert.equal(ownerLink, link, 'the name it had before')
  assert.match(link, /^https:\/\/inbox\.example\.com\/join\//)
  const join = await findJoin(fresh.db, tokenIn(link), new Date())
  assert.deepEqual(join, { workspaceId, workspaceName: 'Bakery', role: 'owner', state: 'open' })

  const listed = JSON.parse((await tandem(['workspace', 'list', '--json'])).said)
  assert.deepEqual(
    listed.items.map((it: { id: number; name: string }) => [it.id, it.name]),
    [[workspaceId, 'Bakery']],
  )

  const invited = JSON.parse((await tandem(['member', 'invite', '--workspace', String(workspaceId), '--role', 'admin', '--json'])).said)
  assert.equal((await findJoin(fresh.db, tokenIn(invited.link), new Date()))?.role, 'admin')

  const [role, email] = ['member', 'ana@example.com'] as const
  await fresh.db.spine((tx) => addMember(tx, { workspaceId, role, name: 'Ana', email, password: 'forgotten' }))
  const reset = JSON.parse(
    (await tandem(['member', 'reset', '--workspace', String(workspaceId), '--email', 'ANA@example.com', '--json'])).said,
  )
  assert.equal((await findJoin(fresh.db, tokenIn(reset.link), new Date()))?.role, 'member')
  assert.deepEqual(await fresh.owner('select password from persons where email = $1', [email]), [{ password: null }])
})

test('for a person it is a sentence and a link', async () => {
  const { said } = await tandem(['workspace', 'create', '--name', 'Dentist'])
  assert.match(said, /"Dentist", is made/)
  assert.match(said, /^ {2}http:\/\/localhost:8080\/join\/[\w-]{43}$/m)
})

test('without DATABASE_URL it is the Postgres of the data folder: our own for the while, or a running server’s', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'tandem-cli-'))
  const here = { DATABASE_URL: '', DATA_DIR: dataDir }
  try {
    assert.equal((await tandem(['workspace', 'create', '--name', 'Before'], here)).code, 0)
    await using _server = await startPostgres({ dataDir, log: openLog('silent') })
    assert.equal((await tandem(['workspace', 'create', '--name', 'Meanwhile'], here)).code, 0)
    const { said } = await tandem(['workspace', 'list'], here)
    assert.match(said, /Before.*\n.*Meanwhile/)
  } finally {
    rmSync(dataDir, { recursive: true, force: true })
  }
})

const refused: [string[], Record<string, string>, number, RegExp][] = [
  [['member', 'invite', '--workspace', '999', '--role', 'owner'], {}, 1, /There is no workspace 999/],
  [['member', 'reset', '--workspace', '1', '--email', 'no@example.com'], {}, 1, /Nobody with the e-mail/],
  [['workspace', 'create'], {}, 2, /--name/],
  [['workspace', 'create', '--name', 'x', '--time-zone', 'Mars/Base'], {}, 2, /tz database/],
  [['member', 'invite', '--workspace', '1', '--role', 'boss'], {}, 2, /owner, admin, member/],
  [['dance'], {}, 2, /unknown command/],
  [[], {}, 2, /Usage/],
  [['workspace', 'list'], { PORT: 'many' }, 2, /PORT must be/],
  [['workspace', 'list'], { DATABASE_URL: 'postgresql://x@127.0.0.1:1/x' }, 3, /does not answer/],
]

for (const [args, settings, code, wrong] of refused) {
  test(`exit code ${code}: tandem ${args.join(' ')} ${Object.keys(settings)}`, async () => {
    const answer = await tandem(args, settings)
    assert.equal(answer.code, code, answer.wrong)
    assert.match(answer.wrong, wrong)
    assert.equal(answer.said, '')
  })
}

test('asked for JSON, what went wrong is JSON too; asked for help, nothing went wrong', async () => {
  const { wrong } = await tandem(['member', 'invite', '--workspace', '999', '--role', 'owner', '--json'])
  assert.equal(JSON.parse(wrong).exitCode, 1)
  const help = await tandem(['member', 'invite', '--help'])
  assert.equal(help.code, 0)
  assert.match(help.said, /--role <role>/)
})

test('it says which version it is', async () => {
  const { code, said, wrong } = await tandem(['--version'])
  assert.deepEqual([code, wrong], [0, ''])
  assert.match(said, /^\d+\.\d+\.\d+\n$/)
})
