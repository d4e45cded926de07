import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, test } from 'vitest'
import { Clone, mayRunNode, takenPort } from './clone.ts'

/** The two commands in a fresh clone, as strangers run them: below a closed home, with a space, after every kind of end. */

const isRoot = process.getuid?.() === 0
const NOBODY = 65_534
const asNobody = test.runIf(isRoot && mayRunNode(NOBODY))
const parent = mkdtempSync(join(tmpdir(), 'tandem-boot-'))
const clone = new Clone(join(parent, 'my clone'))

beforeAll(() => chmodSync(parent, 0o700))
afterAll(async () => {
  await clone[Symbol.asyncDispose]()
  rmSync(parent, { recursive: true, force: true })
})

test('two first starts at once: both install once, both answer', { timeout: 600_000 }, async () => {
  const [one, two] = [await clone.start(), await clone.start({ DATA_DIR: join(parent, 'second') })]
  await Promise.all([one.answers(500_000), two.answers(500_000)])
  assert.equal([one, two].filter((it) => it.said().includes('Installing packages')).length, 1)
  assert.ok(!existsSync(clone.path('node_modules', 'vitest')), 'a start installs nothing for development')
  assert.deepEqual([await one.ends('SIGTERM'), await two.ends('SIGTERM')], [0, 0])
  await clone.noneLeft()
})

test('the second start answers in under two seconds', async () => {
  const tookMs: number[] = []
  for (let round = 0; round < 3; round += 1) {
    const it = await clone.start()
    tookMs.push(await it.answers())
    await it.ends('SIGTERM')
  }
  console.log(`second start to the first 200: ${tookMs.map((it) => `${Math.round(it)} ms`).join(', ')}`)
  assert.ok(Math.min(...tookMs) < 2_000, `${tookMs}`)
})

test('Ctrl-C, twice, to everybody of the terminal', async () => {
  const it = await clone.start()
  await it.answers()
  it.signalAll('SIGINT')
  it.signalAll('SIGINT')
  assert.equal(await it.ended, 0)
  await clone.noneLeft()
})

test('SIGTERM, twice in a row, to the boot script alone', async () => {
  const it = await clone.start()
  await it.answers()
  it.signal('SIGTERM')
  assert.equal(await it.ends('SIGTERM'), 0)
  await clone.noneLeft()
})

test('SIGTERM to npm alone, which does not always pass it on', async () => {
  const it = await clone.npm('start')
  await it.answers()
  it.signal('SIGTERM')
  await it.ended
  await clone.noneLeft()
})

for (const who of ['boot.mjs', 'main.ts'] as const) {
  test(`kill -9 of ${who} leaves nobody, and the next start works`, async () => {
    const it = await clone.start()
    await it.answers()
    process.kill(it.pidOf(who), 'SIGKILL')
    assert.notEqual(await it.ended, 0)
    await clone.noneLeft()
    const next = await clone.start()
    await next.answers()
    assert.equal(await next.ends('SIGTERM'), 0)
  })
}

test('kill -9 of npm and everybody at once, and the next start works', async () => {
  const it = await clone.npm('run', 'serve')
  await it.answers()
  it.signalAll('SIGKILL')
  await it.ended
  const next = await clone.start()
  await next.answers()
  assert.equal(await next.ends('SIGTERM'), 0)
  await clone.noneLeft()
})

test('kill -9 while it is starting', async () => {
  for (const moment of [/creating the database|database/, /ready|listening|http/i]) {
    const it = await clone.start({ DATA_DIR: join(parent, 'early') })
    await it.says(moment)
    it.signalAll('SIGKILL')
    await it.ended
  }
  const next = await clone.start({ DATA_DIR: join(parent, 'early') })
  await next.answers()
  await next.ends('SIGTERM')
  await clone.noneLeft()
})

test('a second one on the same data folder is refused, and the first lives on', async () => {
  const first = await clone.start()
  await first.answers()
  const second = await clone.start()
  assert.deepEqual([await second.ended, second.lastLine()], [1, second.lastLine().match(/^Another Tandem \(process \d+\) uses .*\.$/)?.[0]])
  await first.answers()
  await first.ends('SIGTERM')
})

test('a taken port is one sentence', async () => {
  const taken = await takenPort()
  const it = await clone.start({ PORT: String(taken.port) })
  assert.equal(await it.ended, 1)
  assert.match(it.lastLine(), new RegExp(`^Port ${taken.port} is taken .*\\.$`))
  taken.close()
  await clone.noneLeft()
})

const refused = [
  [{ DATABASE_URL: 'postgresql://u:hush@127.0.0.1:1/x' }, /^The database does not answer .*DATABASE_URL.*\.$/],
  [{ NATS_URL: 'nats://127.0.0.1' }, /^NATS_URL is set, but .*\.$/],
  [{ PORT: 'many' }, /^PORT must be a whole number .*\.$/],
  [{ DATA_DIR: '/dev/null' }, /^The data folder \/dev\/null is not a folder.*\.$/],
  [{ HOST: '192.0.2.7' }, /^192\.0\.2\.7 is not an address of this machine.*\.$/],
] as const

for (const [env, sentence] of refused) {
  test(`one sentence: ${sentence.source}`, async () => {
    const it = await clone.start(env)
    assert.equal(await it.ended, 1)
    assert.match(it.lastLine(), sentence)
    assert.ok(!it.said().includes('hush') && !/\n\s+at /.test(it.said()), it.said())
    await clone.noneLeft()
  })
}

test('too old a Node is one sentence', () => {
  const older = `data:text/javascript,Object.defineProperty(process.versions,'node',{value:'18.20.8'})`
  const { status, stderr } = spawnSync(process.execPath, ['--import', older, clone.path('scripts', 'boot.mjs'), 'start'], {
    encoding: 'utf8',
  })
  assert.deepEqual([status, /^Tandem needs Node 20 or newer.*\.\n$/.test(stderr)], [1, true], stderr)
})

test.runIf(process.platform === 'linux')('a missing libatomic is one sentence', () => {
  const node = clone.path('node_modules', `node-linux-${process.arch}`, 'bin', 'node')
  renameSync(node, `${node}.kept`)
  const said = `${node}: error while loading shared libraries: libatomic.so.1: cannot open shared object file: No such file or directory`
  writeFileSync(node, `#!/bin/sh\necho '${said}' >&2\nexit 127\n`, { mode: 0o755 })
  const older = `data:text/javascript,Object.defineProperty(process.versions,'node',{value:'20.20.2'})`
  const { status, stderr } = spawnSync(process.execPath, ['--import', older, clone.path('scripts', 'boot.mjs'), 'serve'], {
    encoding: 'utf8',
  })
  rmSync(node)
  renameSync(`${node}.kept`, node)
  assert.equal(status, 1)
  assert.match(stderr, /needs libatomic\.so\.1.*apt-get install libatomic1.*\.\n$/)
})

test('an unfinished install is finished by the next start', { timeout: 600_000 }, async () => {
  rmSync(clone.path('node_modules', '.install-stamp'))
  rmSync(clone.path('node_modules', 'pg'), { recursive: true })
  const it = await clone.start()
  await it.answers(500_000)
  await it.ends('SIGTERM')
  assert.ok(existsSync(clone.path('node_modules', 'pg', 'package.json')))
})

asNobody('an ordinary user runs what root installed and may not write', async () => {
  chmodSync(parent, 0o755)
  const home = join(parent, 'nobody')
  mkdirSync(home)
  spawnSync('chown', ['65534:65534', home])
  const it = await clone.start({ HOME: home, DATA_DIR: join(home, 'data') }, NOBODY)
  await it.answers()
  assert.equal(await it.ends('SIGTERM'), 0)
  await clone.noneLeft()
})

asNobody('a data folder this user may not read is one sentence', async () => {
  const data = join(parent, 'closed')
  mkdirSync(data, { mode: 0o700 })
  const it = await clone.start({ DATA_DIR: data }, NOBODY)
  assert.equal(await it.ended, 1)
  assert.match(it.lastLine(), /^The data folder .* cannot be read and written by this user.*\.$/)
})

test.runIf(isRoot)('root runs what an ordinary user owns, below their closed home', async () => {
  const theirs = join(parent, 'theirs')
  mkdirSync(theirs, { mode: 0o700 })
  const data = join(theirs, 'data')
  spawnSync('chown', ['65534:65534', theirs])
  const it = await clone.start({ DATA_DIR: data })
  await it.answers()
  assert.equal(await it.ends('SIGTERM'), 0)
})

test('the tandem command starts as well', () => {
  if (!existsSync(clone.path('src', 'cli', 'main.ts'))) return
  const { status, stdout } = spawnSync(process.execPath, [clone.path('scripts', 'tandem.mjs'), '--help'], {
    encoding: 'utf8',
    cwd: tmpdir(),
  })
  assert.equal(status, 0)
  assert.match(stdout, /Usage: tandem/)
})

test('a port of 0 picks a free one', async () => {
  const it = await clone.start({ PORT: '0' })
  await it.says(/http:\/\/127\.0\.0\.1:\d+/)
  assert.equal(await it.ends('SIGTERM'), 0)
})
