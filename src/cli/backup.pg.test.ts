import assert from 'node:assert/strict'
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { appendFileSync, cpSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { gunzipSync } from 'node:zlib'
import type pg from 'pg'
import { afterAll, beforeAll, test } from 'vitest'
import { Tandem } from '../../test/whole/support/tandem.ts'
import { type Carrier, openCarrier } from './for-tests/carrier.ts'
import { commandWith } from './for-tests/command.ts'

/** From a running server onto a fresh machine. The tests build on one another, as the days of an operator do. */

let server: Tandem
let carrier: Carrier
let key = ''
let recipient = ''
beforeAll(async () => {
  server = await Tandem.make()
  carrier = await openCarrier()
  await server.start()
}, 120_000)
afterAll(async () => {
  await server[Symbol.asyncDispose]()
  carrier.close()
})

const at = (name: string) => join(server.folder, name)
const settings = () => ({ DATA_DIR: server.dataDir, PORT: String(server.port), TANDEM_KEY: key, TANDEM_SECRET_PASSWORD: 'secret' })
const tandem = commandWith(settings)
const right = async (args: string[], more: Record<string, string> = {}) => {
  const { code, said, wrong } = await tandem([...args, '--json'], more)
  assert.equal(code, 0, wrong)
  return JSON.parse(said)
}

/** Until the server has seen what was changed, and the link is up. */
async function noticed(url: string): Promise<void> {
  await pause(3_500)
  for (let i = 0; i < 100 && !(await (await fetch(`${url}/readyz`)).text()).includes('"up":true'); i++) await pause(100)
}

/** How many rows each table has. Leases are the server's of the moment. */
async function counts(client: pg.Client): Promise<Record<string, number>> {
  const { rows } = await client.query<{ name: string; count: string }>(
    `select c.relname as name, (xpath('/row/n/text()', query_to_xml(format('select count(*) as n from %I', c.relname), false, true, '')))[1]::text as count
     from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition and c.relname <> 'leases' order by 1`,
  )
  return Object.fromEntries(rows.map(({ name, count }) => [name, Number(count)]))
}

test('a server with something to lose', { timeout: 60_000 }, async () => {
  await right(['workspace', 'create', '--name', 'Bakery'])
  key = (await right(['key', 'create', '--name', 'tests', '--scopes', 'all'])).key
  const set = [`port=${carrier.port}`, 'host=127.0.0.1', 'systemId=riverside', 'reconnectMinMs=100'].flatMap((it) => ['--set', it])
  await right(['link', 'add', '--name', 'copperline', '--channel', 'smpp', ...set])
  await right(['number', 'add', '--number', '+14155550123', '--label', 'Front desk'])
  await right(['line', 'add', '--number', '+14155550123', '--link', 'copperline'])
  await noticed(server.url)
  const sent = await tandem(['send', '--to', '+14155550188', '--text', 'Grüße, 你好 \u2028 🥐 "quoted"\n\\', '--wait'])
  assert.equal(sent.code, 0, sent.said + sent.wrong)
  recipient = (await right(['recovery', 'new', '--to', at('recovery.key')])).recipient
  assert.equal(statSync(at('recovery.key')).mode & 0o777, 0o600)
  assert.match((await tandem(['recovery', 'new', '--to', at('recovery.key')])).wrong, /never written over/)
})

test('a backup is made while the server runs, and names nothing in the clear', { timeout: 60_000 }, async () => {
  const made = await right(['backup', '--to', at('backup'), '--recovery', recipient])
  assert.deepEqual([made.keys.kind, made.keys.count], ['files', 1])
  assert.match((await tandem(['backup', '--to', at('backup'), '--recovery', recipient])).wrong, /is there already/)
  const manifest = readFileSync(join(at('backup'), 'manifest.json'), 'utf8')
  for (const secret of ['Bakery', '4155550188', 'copperline']) assert.ok(!manifest.includes(secret), secret)
  for (const file of readdirSync(at('backup'))) {
    const bytes = readFileSync(join(at('backup'), file))
    assert.ok(file === 'manifest.json' || bytes.toString('latin1').startsWith('age-encryption.org/v1\n'), file)
  }
  const checked = await tandem(['restore', '--from', at('backup'), '--recovery-key', at('recovery.key'), '--check'])
  assert.deepEqual([checked.code, /It is whole and opens/.test(checked.said)], [0, true], checked.wrong)
})

test.skipIf(spawnSync('age', ['--version']).status !== 0)('the age program of everybody opens it', () => {
  const file = join(at('backup'), 'workspaces.jsonl.gz.age')
  const { stdout, stderr } = spawnSync('age', ['--decrypt', '--identity', at('recovery.key'), file])
  assert.equal(stderr.toString(), '')
  assert.equal(JSON.parse(gunzipSync(stdout).toString()).name, 'Bakery')
})

test.skipIf(spawnSync('age', ['--version']).status !== 0)('an export is sealed for whom it is for', async () => {
  await right(['export', '--workspace', '1', '--to', at('bakery.age'), '--recipient', recipient])
  const { stdout, stderr } = spawnSync('age', ['--decrypt', '--identity', at('recovery.key'), at('bakery.age')])
  assert.equal(stderr.toString(), '')
  const lines = stdout.toString().trimEnd().split('\n')
  const end = JSON.parse(lines.at(-1)!) // split gives one at least
  assert.deepEqual([end.kind, end.counts.message], ['end', 1])
  const before = lines.slice(0, -1).map((line) => `${line}\n`)
  assert.equal(end.sha256, createHash('sha256').update(before.join('')).digest('hex'), 'as the guide says how to check it')
})

const refused: [string, (backup: string) => string[], number, RegExp][] = [
  [
    'wrong key',
    (it) => ['--from', it, '--recovery-key', at('other.key')],
    1,
    /^This is not the recovery key of this backup: it was made for age1\w+, and this is the secret half of age1\w+\.\n$/,
  ],
  ['public half', (it) => ['--from', it, '--recovery-key', at('public')], 2, /no secret key in it/],
  ['damaged key', (it) => ['--from', it, '--recovery-key', at('damaged.key')], 2, /a letter of it is not as it was/],
  ['no backup', () => ['--from', server.folder, '--recovery-key', at('recovery.key')], 1, /is no backup: manifest\.json cannot be read/],
  [
    'a byte too many',
    () => ['--from', at('longer'), '--recovery-key', at('recovery.key')],
    1,
    /is damaged: messages\.jsonl\.gz\.age is not as it was written/,
  ],
  ['not fresh', (it) => ['--from', it, '--recovery-key', at('recovery.key')], 3, /Another Tandem \(process \d+\) uses the data folder/],
]

test('what cannot be restored is refused with one sentence, and nothing is changed', { timeout: 60_000 }, async () => {
  await right(['recovery', 'new', '--to', at('other.key')])
  appendFileSync(at('public'), recipient)
  const secret = readFileSync(at('recovery.key'), 'utf8')
  appendFileSync(
    at('damaged.key'),
    secret.replace(/(AGE-SECRET-KEY-1.{10})./, (_, before) => `${before}${secret.includes(`${before}Q`) ? 'P' : 'Q'}`),
  )
  cpSync(at('backup'), at('longer'), { recursive: true })
  appendFileSync(join(at('longer'), 'messages.jsonl.gz.age'), 'x')
  for (const [what, args, code, wrong] of refused) {
    const answer = await tandem(['restore', ...args(at('backup'))])
    assert.deepEqual([what, answer.code, answer.said], [what, code, ''], answer.wrong)
    assert.match(answer.wrong, wrong)
  }
  assert.match((await tandem(['backup', '--to', at('x'), '--recovery', 'age1notakey'])).wrong, /is neither an age1… recipient nor a file/)
})

test('killed in the middle, a backup leaves nothing that looks like one, and the server does not mind', { timeout: 60_000 }, async () => {
  const env = { PATH: process.env['PATH'], ...settings() }
  const running = spawn(process.execPath, [join(import.meta.dirname, 'main.ts'), 'backup', '--to', at('killed'), '--recovery', recipient], {
    env,
  })
  for (let i = 0; i < 2_000 && !existsSync(at('killed.unfinished')); i++) await pause(5)
  running.kill('SIGKILL')
  await new Promise((resolve) => running.once('exit', resolve))
  assert.ok(!existsSync(at('killed')), 'it was quicker than we were')
  const unfinished = await tandem(['restore', '--from', at('killed.unfinished'), '--recovery-key', at('recovery.key'), '--check'])
  assert.match(unfinished.wrong, /It was never finished/)
  const { code } = await tandem(['send', '--to', '+14155550188', '--text', 'still here', '--wait'])
  assert.equal(code, 0)
  await right(['backup', '--to', at('killed'), '--recovery', recipient])
  assert.ok(!existsSync(at('killed.unfinished')))
})

test('on a fresh machine everything is as it was, and what waited is in doubt', { timeout: 120_000 }, async () => {
  const seen = await server.database((client) => client.query<{ id: string }>('select id from links'))
  await server.database((client) => client.query(`update links set settings = settings || '{"port": 9}' where id = $1`, [seen.rows[0]!.id]))
  await pause(3_500)
  await right(['send', '--to', '+14155550188', '--text', 'waits'])
  await right(['backup', '--to', at('last'), '--recovery', recipient])
  const before = await server.database(counts)
  assert.ok(Object.values(before).filter((n) => n > 0).length > 15, 'enough tables have rows for this to mean something')
  await server.stop()

  const moved = await Tandem.make(at('moved'))
  mkdirSync(at('moved'))
  try {
    const there = { DATA_DIR: moved.dataDir, PORT: String(moved.port) }
    await right(['restore', '--from', at('last'), '--recovery-key', at('recovery.key')], there)
    const links = await tandem(['link', 'list'], there)
    assert.match(links.said, /copperline +smpp +1 +on/)
    assert.match(
      (await tandem(['restore', '--from', at('last'), '--recovery-key', at('recovery.key')], there)).wrong,
      /has workspaces in it already/,
    )

    await moved.start()
    assert.deepEqual(await moved.database(async (client) => ({ ...(await counts(client)), doubts: 0, events: 0 })), {
      ...before,
      doubts: 0,
      events: 0,
    })
    await moved.database((client) => client.query(`update links set settings = settings || $1`, [JSON.stringify({ port: carrier.port })]))
    await noticed(moved.url)
    const exported = await tandem(['export', '--workspace', '1', '--to', '-'], there)
    const messages = exported.said
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
      .filter(({ kind }) => kind === 'message')
    assert.deepEqual(
      messages.map(({ parts, state }) => [parts[0].text, state]),
      [
        ['Grüße, 你好 \u2028 🥐 "quoted"\n\\', 'delivered'],
        ['still here', 'delivered'],
        ['waits', 'in_doubt'],
      ],
    )
    const onward = await tandem(['send', '--to', '+14155550188', '--text', 'onward', '--wait'], { ...there, TANDEM_URL: moved.url })
    assert.equal(onward.code, 0, onward.said)
    assert.equal((await right(['workspace', 'create', '--name', 'Dentist'], there)).workspaceId, 2, 'numbers go on')
  } finally {
    await moved[Symbol.asyncDispose]()
  }
})
