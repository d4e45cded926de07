import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, test } from 'vitest'
import { type FreshDatabase, freshDatabase } from '../../test/support/postgres.ts'
import { addHook } from '../surfaces/webhooks/store.ts'
import { findKey, makeKey } from '../workspaces/api-keys/store.ts'
import { commandWith } from './for-tests/command.ts'

/** From nothing to a line, as an operator would type it. The tests build on one another, as the commands do. */

let fresh: FreshDatabase
const dataDir = mkdtempSync(join(tmpdir(), 'tandem-cli-'))
beforeAll(async () => {
  fresh = await freshDatabase()
})
afterAll(async () => {
  await fresh[Symbol.asyncDispose]()
  rmSync(dataDir, { recursive: true, force: true })
})

const tandem = commandWith(() => ({ DATABASE_URL: fresh.url, DATA_DIR: dataDir }))
const right = async (args: string[], more: Record<string, string> = {}, input = '') => {
  const { code, said, wrong } = await tandem([...args, '--json'], more, input)
  assert.equal(code, 0, wrong)
  return JSON.parse(said)
}

test('without a workspace, and with several, it says so; with one it needs no number', async () => {
  const none = await tandem(['key', 'list'])
  assert.deepEqual([none.code, none.wrong], [1, 'There is no workspace yet: tandem workspace create makes one.\n'])
  await right(['workspace', 'create', '--name', 'Bakery'])
  assert.deepEqual(await right(['key', 'list']), { items: [] })
})

test('a key is shown once, opens, and can be taken back', async () => {
  const { key, id } = await right(['key', 'create', '--name', 'shop', '--scopes', 'messages:send, messages:read'])
  assert.match(key, /^tandem_[\w-]{43}$/)
  assert.deepEqual((await findKey(fresh.db, key))?.scopes, ['messages:send', 'messages:read'])
  const listed = await tandem(['key', 'list'])
  assert.match(listed.said, /shop +not used yet +messages:send,messages:read/)
  assert.ok(!listed.said.includes(key))
  await right(['key', 'revoke', '--id', id])
  assert.equal(await findKey(fresh.db, key), null)
  assert.match((await tandem(['key', 'revoke', '--id', id])).wrong, /no such key in use/)
})

test('a link needs its secret, which comes from a file, from the environment, or with a warning', async () => {
  await right(['carrier', 'add', '--name', 'Copperline'])
  const link = ['link', 'add', '--channel', 'smpp', '--set', 'host=127.0.0.1', '--set', 'systemId=riverside', '--set', 'window=20']
  const missing = await tandem([...link, '--name', 'first'])
  assert.deepEqual([missing.code, missing.wrong.includes('--secret-file password=<file>')], [2, true], missing.wrong)

  const file = join(dataDir, 'password')
  writeFileSync(file, 'of-a-file\n')
  const first = await right([...link, '--name', 'first', '--carrier', 'Copperline', '--secret-file', `password=${file}`])
  assert.deepEqual(
    first.settings,
    { host: '127.0.0.1', systemId: 'riverside', window: 20 },
    'a number is a number, and no secret is among them',
  )
  assert.deepEqual(first.secretsSet, ['password'])
  await right([...link, '--name', 'second', '--set', 'tls=yes'], { TANDEM_SECRET_PASSWORD: 'of-the-environment' })
  await right([...link, '--name', 'third', '--secret-file', 'password=-', '--off'], {}, 'of-the-input')
  const loud = await tandem([...link, '--name', 'fourth', '--set', 'password=of-the-shell', '--json'])
  assert.match(loud.wrong, /^Warning: password was on the command line/)
  assert.ok(!('password' in JSON.parse(loud.said).settings))

  const rows = await fresh.owner<{ settings: object; secrets: Buffer }>('select settings, secrets from links order by made_at')
  assert.equal(rows.length, 4)
  for (const { settings, secrets } of rows) assert.ok(!`${JSON.stringify(settings)}${secrets.toString('latin1')}`.includes('of-'))
  assert.match((await tandem(['link', 'list'])).said, /first +smpp +Copperline +0 +on +.*window=20/)
})

test('a number and a line, named as people name them', async () => {
  await right(['number', 'add', '--number', '(415) 555-0123', '--label', 'Front desk'])
  const line = await right(['line', 'add', '--number', '+14155550123', '--link', 'first'])
  assert.ok(line.teamId, 'the only team works it')
  await right(['line', 'add', '--number', '+14155550123', '--link', 'second', '--no-team', '--rank', '5'])
  assert.match((await tandem(['line', 'list'])).said, /\+14155550123 +first +Front desk +0\n.*\+14155550123 +second +programs only +5/)
  assert.match((await tandem(['number', 'list'])).said, /\+14155550123 +Front desk +first, second/)
  const kinds = await fresh.owner<{ kind: string }>('select kind from events order by seq')
  assert.deepEqual(
    kinds.map(({ kind }) => kind),
    ['carrier.added', ...Array<string>(4).fill('link.added'), 'number.added', 'line.added', 'line.added'],
    'it stands in the log like what is done in the browser',
  )
})

const empty = (command: number, asked: Buffer): Buffer => {
  const answer = Buffer.from(asked.subarray(0, 16))
  answer.writeUInt32BE(command, 4)
  return answer
}

test('link test binds for real, with what is set or with something else', async () => {
  const heard: string[] = []
  const server = createServer((socket) => {
    // spec: SMPP 3.4 §4.1: a bind_transceiver, answered with "invalid password" and with "fine"
    socket.on('data', (pdu: Buffer) => {
      if (pdu.readUInt32BE(4) === 0x15) return void socket.write(empty(0x80000015, pdu)) // enquire_link
      if (pdu.readUInt32BE(4) === 6) return void socket.end(empty(0x80000006, pdu)) // unbind
      const password = pdu.subarray(16).toString('latin1').split('\0')[1] ?? ''
      heard.push(password)
      const answer = Buffer.alloc(17)
      answer.writeUInt32BE(17, 0)
      answer.writeUInt32BE(0x80000009, 4)
      answer.writeUInt32BE(password === 'of-a-file' ? 0 : 0x0e, 8)
      answer.writeUInt32BE(pdu.readUInt32BE(12), 12)
      socket.write(answer)
    })
    socket.on('error', () => {})
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const port = (server.address() as { port: number }).port // `as`: it listens on TCP
  try {
    const fine = await tandem(['link', 'test', '--link', 'first', '--set', `port=${port}`])
    assert.deepEqual([fine.code, fine.wrong], [0, ''])
    assert.match(fine.said, /came up/)
    const refused = await tandem(['link', 'test', '--link', 'second', '--set', `port=${port}`, '--set', 'tls=false', '--json'])
    assert.equal(refused.code, 1)
    assert.match(JSON.parse(refused.said).said, /refuses us: check system id and password/)
    assert.deepEqual(heard, ['of-a-file', 'of-the-environment'])
  } finally {
    server.close()
  }
  const nobody = await tandem(['link', 'test', '--link', 'first', '--set', 'port=1'])
  assert.deepEqual([nobody.code, /Nothing listens there/.test(nobody.said)], [1, true], nobody.said)
})

const refused: [string[], number, RegExp][] = [
  [['key', 'create', '--name', 'x', '--scopes', 'everything'], 2, /no scope "everything"/],
  [['key', 'revoke', '--id', 'x'], 2, /must be an id/],
  [['carrier', 'add', '--name', 'COPPERLINE'], 1, /There is a carrier called “COPPERLINE” already\. Give this one another name/],
  [['link', 'add', '--name', 'x', '--channel', 'pigeon'], 2, /Allowed choices are smpp, example/],
  [['link', 'add', '--name', 'x', '--channel', 'smpp', '--set', 'host'], 2, /with = between them/],
  [['link', 'add', '--name', 'x', '--channel', 'smpp', '--set', 'wings=2', '--set', 'password=x'], 2, /wings: .* has no such setting/],
  [['link', 'add', '--name', 'x', '--channel', 'smpp', '--set', 'port=often', '--set', 'password=x'], 2, /port: .*systemId|host: .*port: /],
  [
    ['link', 'add', '--name', 'x', '--channel', 'smpp', '--set', 'host=h', '--set', `systemId=${'x'.repeat(21)}`, '--set', 'password=x'],
    2,
    /systemId: Too long: it has at most 15 characters/,
  ],
  [['link', 'add', '--name', 'x', '--channel', 'smpp', '--secret-file', 'password=/nowhere'], 1, /\/nowhere cannot be read \(ENOENT\)/],
  [['link', 'test', '--link', 'fifth'], 1, /There is no link "fifth": there is "first", "second"/],
  [['number', 'add', '--number', 'the usual', '--label', 'x'], 2, /phone number in full/],
  [['number', 'add', '--number', '+14155550123', '--label', 'x'], 1, /\+14155550123 is yours already/],
  [['line', 'add', '--number', '+14155550199', '--link', 'first'], 1, /not yours yet/],
  [['line', 'add', '--number', '+14155550123', '--link', 'first'], 1, /on "first" already/],
  [['line', 'add', '--number', '+14155550123', '--link', 'third', '--team', 'Night shift'], 1, /There is no team "Night shift"/],
  [['send', '--to', '+14155550123', '--text', 'x', '--url', 'http://127.0.0.1:1'], 2, /A key is needed/],
  [
    ['send', '--to', '+14155550123', '--text', 'x', '--url', 'http://127.0.0.1:47', '--key', 'k'],
    3,
    /No Tandem answers at http:\/\/127\.0\.0\.1:47 \(ECONNREFUSED\)/,
  ],
  [['events', '--after', '-1', '--key', 'k'], 2, /must be a number/],
]

for (const [args, code, wrong] of refused) {
  test(`exit code ${code}: tandem ${args.join(' ')}`, async () => {
    const answer = await tandem(args)
    assert.deepEqual([answer.code, answer.said], [code, ''], answer.wrong)
    assert.match(answer.wrong, wrong)
  })
}

test('with several workspaces it asks which', async () => {
  await right(['workspace', 'create', '--name', 'Dentist'])
  assert.match((await tandem(['link', 'list'])).wrong, /There are several workspaces: say which/)
  assert.equal((await right(['link', 'list', '--workspace', '2'])).items.length, 0)
})

test('every setting of a link is in the help, with its meaning', async () => {
  const { said, code } = await tandem(['link', 'add', '--help'])
  assert.equal(code, 0)
  assert.match(said, /host +Host name or address of the carrier’s message centre\. \(needed\)/)
  assert.match(said, /port +Its TCP port: 2775 as a rule, 3550 with TLS\. \(default 2775\)/)
  assert.match(said, /password +[^(]*\(secret: asked for/)
})

test('an export has everything of one workspace, whole or not at all', async () => {
  const file = join(dataDir, 'bakery.jsonl')
  const hook = { workspaceId: 1, id: randomUUID(), name: 'Orders', url: 'https://hooks.example/', kinds: ['message.*'], seq: 3 }
  await fresh.db.spine((tx) => addHook(tx, { ...hook, secrets: Buffer.from('whsec_of-a-file'), madeAt: new Date() }))
  const { key } = await makeKey(fresh.db, { workspaceId: 1, name: 'orders', scopes: ['messages:read'], madeBy: null })
  await fresh.owner(`insert into policy_settings (workspace_id, settings) values (1, '{"quietHours":{"opens":9}}')`)
  const { counts } = await right(['export', '--workspace', '1', '--to', file])
  assert.deepEqual([counts.link, counts.line, counts.team, counts.event], [4, 2, 1, 8])
  const text = readFileSync(file, 'utf8')
  assert.equal(text.includes('of-a-file'), false, 'no secret of a link or a webhook')
  assert.equal(text.includes(key), false, 'no key')
  const lines = text
    .trim()
    .split('\n')
    .map((it) => JSON.parse(it))
  const webhook = lines.find((it) => it.kind === 'webhook')
  assert.deepEqual([webhook.url, webhook.kinds, webhook.upTo], [hook.url, hook.kinds, 3])
  const orders = lines.find((it) => it.kind === 'key' && it.name === 'orders')
  assert.equal(lines.find((it) => it.kind === 'policies').settings.quietHours.opens, 9)
  assert.deepEqual([orders.scopes, key.startsWith(orders.shown), orders.key_hash], [['messages:read'], true, undefined])
  assert.match((await tandem(['export', '--workspace', '1', '--to', file])).wrong, /is there already/)
  const nowhere = await tandem(['export', '--workspace', '1', '--to', join(dataDir, 'no', 'such', 'folder')])
  assert.deepEqual([nowhere.code, /cannot be written \(ENOENT\)/.test(nowhere.wrong)], [1, true], nowhere.wrong)
  assert.ok(!existsSync(`${file}.unfinished`))
})

test('serve runs the server until it is told to stop', { timeout: 60_000 }, async () => {
  const env = { PATH: process.env['PATH'], DATABASE_URL: fresh.url, DATA_DIR: dataDir, PORT: '0', LOG_LEVEL: 'silent' }
  const server = spawn(process.execPath, [join(import.meta.dirname, 'main.ts'), 'serve'], { env })
  let said = ''
  server.stdout.on('data', (data) => (said += data))
  for (let i = 0; i < 300 && !said.includes('Stop with'); i++) await pause(100)
  const url = /http:\/\/[\w.:]+/.exec(said)?.[0]
  assert.equal((await fetch(`${url}/healthz`)).status, 200, said)
  const ended = new Promise((resolve) => server.once('exit', resolve))
  server.kill('SIGTERM')
  assert.equal(await ended, 0)
})
