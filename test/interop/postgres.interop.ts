import assert from 'node:assert/strict'
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, test } from 'vitest'
import { CannotStart } from '#src/platform/cannot-start.ts'
import { isRunning } from '#src/platform/folder-lock.ts'
import { openLog } from '#src/platform/log.ts'
import { type PostgresOptions, startPostgres } from '#src/platform/postgres.ts'

/** Our Postgres under every kind of user and folder, and after every kind of end. */

const log = openLog('silent')
const isRoot = process.getuid?.() === 0
const parents = new Set<string>()
afterAll(() => {
  for (const it of parents) rmSync(it, { recursive: true, force: true })
})

/** A folder for one test, below the system's or a closed one. */
function folder(name = 'data', mode = 0o755, below = tmpdir()): string {
  const parent = mkdtempSync(join(below, 'tandem-pg-'))
  parents.add(parent)
  chmodSync(parent, mode)
  return join(parent, name)
}

const start = (options: Omit<PostgresOptions, 'log'>) => startPostgres({ log, ...options })

/** Writes something down, stops, starts again, and finds it. */
async function livesThroughARestart(options: Omit<PostgresOptions, 'log'>): Promise<void> {
  {
    await using postgres = await start(options)
    await ask(postgres.url, 'create table kept as select 7 as n')
  }
  await using postgres = await start(options)
  assert.deepEqual(await ask(postgres.url, 'select n from kept'), [{ n: 7 }])
  assert.deepEqual(await ask(postgres.url, 'show data_checksums'), [{ data_checksums: 'on' }])
}

async function ask(url: string, statement: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query(statement)).rows
  } finally {
    await client.end()
  }
}

const refusal = (start: RegExp) => (error: unknown) =>
  error instanceof CannotStart && start.test(error.message) && error.message.endsWith('.') && !error.message.includes('\n')

test('an ordinary folder', () => livesThroughARestart({ dataDir: folder() }))
test('a closed home, a space and an umlaut', () => livesThroughARestart({ dataDir: folder('my däta', 0o700, homedir()) }))
test('a path too long for a socket', () => livesThroughARestart({ dataDir: folder('x'.repeat(120)) }))

test.runIf(isRoot)('root without user namespaces becomes somebody else, and back', async () => {
  const dataDir = folder()
  await livesThroughARestart({ dataDir, namespaces: false })
  assert.notEqual(statSync(join(dataDir, 'postgres')).uid, 0)
  await using postgres = await start({ dataDir })
  assert.deepEqual(await ask(postgres.url, 'select n from kept'), [{ n: 7 }])
})

test.runIf(isRoot)('root without user namespaces in a closed home cannot, and says so', () =>
  assert.rejects(start({ dataDir: folder('data', 0o700), namespaces: false }), refusal(/^Postgres does not run as root/)),
)

test('a second one on the same folder is refused, and the first lives', async () => {
  const dataDir = folder()
  await using first = await start({ dataDir })
  await assert.rejects(start({ dataDir }), refusal(/^Another Tandem \(process \d+\) uses the data folder/))
  assert.deepEqual(await ask(first.url, 'select 1 as n'), [{ n: 1 }])
})

test('two at once: one gets it', async () => {
  const dataDir = folder()
  const both = await Promise.allSettled([start({ dataDir }), start({ dataDir })])
  assert.deepEqual(both.map((it) => it.status).sort(), ['fulfilled', 'rejected'])
  for (const it of both) if (it.status === 'fulfilled') await it.value[Symbol.asyncDispose]()
})

test('a data folder that is a file is refused', async () => {
  const dataDir = folder()
  writeFileSync(dataDir, '')
  await assert.rejects(start({ dataDir }), refusal(/is not a folder: set DATA_DIR/))
})

test.skipIf(isRoot)('a data folder nobody may read is refused', async () => {
  const dataDir = folder()
  mkdirSync(dataDir, { mode: 0o000 })
  await assert.rejects(start({ dataDir }), refusal(/cannot be read and written by this user/))
})

test('a data folder of another major version is refused', async () => {
  const dataDir = folder()
  await (await start({ dataDir }))[Symbol.asyncDispose]()
  writeFileSync(join(dataDir, 'postgres', 'PG_VERSION'), '17\n')
  await assert.rejects(start({ dataDir }), refusal(/^The data folder was made by Postgres 17, and this Tandem ships Postgres 18/))
})

test.runIf(isRoot)('a full disk is refused, at the first start and at a later one', async ({ skip }) => {
  const disk = folder('disk')
  mkdirSync(disk)
  if (spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=70m,mode=755', 'tmpfs', disk]).status !== 0)
    skip('a small disk cannot be mounted here')
  try {
    const dataDir = join(disk, 'data')
    await livesThroughARestart({ dataDir })
    const left = Number(spawnSync('df', ['--output=avail', '-k', disk], { encoding: 'utf8' }).stdout.split('\n')[1])
    writeFileSync(join(disk, 'filler'), Buffer.alloc(left * 1024))
    await assert.rejects(start({ dataDir }), refusal(/full disk|disk of the data folder is full/))
    rmSync(join(dataDir), { recursive: true })
    writeFileSync(join(disk, 'filler'), Buffer.alloc(55 * 1024 * 1024))
    await assert.rejects(start({ dataDir }), refusal(/full disk|disk of the data folder is full/))
  } finally {
    spawnSync('umount', ['-l', disk])
  }
})

const starterScript = join(import.meta.dirname, 'start-postgres.ts')

/** Another process that starts Postgres and stays. */
async function starter(dataDir: string, env: NodeJS.ProcessEnv = process.env, uid?: number): Promise<{ child: ChildProcess; pid: number }> {
  const child = spawn(process.execPath, [starterScript, dataDir], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env,
    ...(uid && { uid, gid: uid }),
  })
  const [said] = await once(child.stdout as NodeJS.ReadableStream, 'data')
  return { child, pid: Number(String(said)) }
}

async function gone(pid: number): Promise<void> {
  const until = performance.now() + 10_000
  while (isRunning(pid)) {
    assert.ok(performance.now() < until, `process ${pid} is still there`)
    await new Promise((resolve) => setImmediate(resolve))
  }
}

test.runIf(process.platform === 'linux')('kill -9 of its starter ends Postgres, and the next start works', async () => {
  const dataDir = folder()
  const { child, pid } = await starter(dataDir)
  child.kill('SIGKILL')
  await gone(pid)
  await using postgres = await start({ dataDir })
  assert.notEqual(postgres.pid, pid)
})

test('kill -9 right before the next start', async () => {
  const dataDir = folder()
  const { child, pid } = await starter(dataDir)
  child.kill('SIGKILL')
  await once(child, 'exit')
  await using postgres = await start({ dataDir })
  assert.ok(!isRunning(pid) && postgres.pid !== pid)
})

test('where the kernel does not tell Postgres, the next start stops the one left behind', async () => {
  const dataDir = folder()
  const { child, pid } = await starter(dataDir, { ...process.env, PATH: pathWithout('setpriv') })
  child.kill('SIGKILL')
  await once(child, 'exit')
  assert.ok(isRunning(pid))
  await using postgres = await start({ dataDir })
  assert.ok(!isRunning(pid) && postgres.pid !== pid)
})

test('a number in postmaster.pid that now belongs to another program is in nobody’s way', async () => {
  const dataDir = folder()
  await (await start({ dataDir }))[Symbol.asyncDispose]()
  const bystander = spawn('sleep', ['60'])
  writeFileSync(join(dataDir, 'postgres', 'postmaster.pid'), `${bystander.pid}\n${join(dataDir, 'postgres')}\n1\n5432\n`)
  await using postgres = await start({ dataDir })
  assert.ok(postgres.pid > 0 && isRunning(bystander.pid as number))
  bystander.kill()
})

test('a crash in the middle of the first start leaves nothing in the way', async () => {
  const dataDir = folder()
  mkdirSync(join(dataDir, 'postgres.unfinished', 'base'), { recursive: true })
  await using postgres = await start({ dataDir })
  assert.deepEqual(await ask(postgres.url, 'select 1 as n'), [{ n: 1 }])
})

for (const [uid, who] of [
  [65_534, 'an ordinary user'],
  [54_321, 'a user without a name'],
] as const) {
  test.runIf(isRoot)(`${who} runs it as itself`, async ({ skip }) => {
    if (spawnSync('test', ['-r', starterScript], { uid, gid: uid }).status !== 0) skip('this checkout lies below a closed folder')
    const dataDir = folder()
    mkdirSync(dataDir)
    chownSync(dataDir, uid, uid)
    const { child, pid } = await starter(dataDir, { ...process.env, HOME: dataDir }, uid)
    assert.equal(statSync(join(dataDir, 'postgres')).uid, uid)
    child.kill('SIGTERM')
    const [code] = await once(child, 'exit')
    assert.deepEqual([code, isRunning(pid)], [0, false])
  })
}

test('it says when it ends by itself, and only then', async () => {
  const dataDir = folder()
  const first = await start({ dataDir })
  process.kill(first.pid, 'SIGKILL')
  await first.lost
  await first[Symbol.asyncDispose]()
  const second = await start({ dataDir })
  await second[Symbol.asyncDispose]()
  assert.equal(await Promise.race([second.lost.then(() => 'lost'), Promise.resolve('quiet')]), 'quiet')
})

test('the password is for its owner alone, and the log has no content', async () => {
  const dataDir = folder()
  await using postgres = await start({ dataDir })
  assert.equal(statSync(join(dataDir, 'postgres.password')).mode & 0o777, 0o600)
  assert.equal(statSync(dataDir).mode & 0o077, 0)
  await ask(postgres.url, `create table secrets (word text primary key); insert into secrets values ('hush')`)
  await assert.rejects(ask(postgres.url, `insert into secrets values ('hush')`))
  await assert.rejects(ask(postgres.url, `select 'hush'::int`))
  assert.ok(!readFileSync(join(dataDir, 'postgres.log'), 'utf8').includes('hush'))
})

/** The programs that are needed, without one of them. */
function pathWithout(missing: string): string {
  const bin = folder('bin')
  mkdirSync(bin)
  const wanted = ['unshare', 'sh', 'id', 'setpriv'].filter((it) => it !== missing)
  for (const name of wanted) {
    const found = ['/usr/bin', '/bin'].map((it) => join(it, name)).find((it) => existsSync(it))
    if (found) symlinkSync(found, join(bin, name))
  }
  return bin
}
