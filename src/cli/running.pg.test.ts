import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, test } from 'vitest'
import { Tandem } from '../../test/whole/support/tandem.ts'
import { type Carrier, openCarrier } from './for-tests/carrier.ts'
import { commandWith } from './for-tests/command.ts'

/** Beside a running server, whose carrier is a program nobody here wrote. The tests build on one another, as the commands do. */

let server: Tandem
let carrier: Carrier
let key = ''
beforeAll(async () => {
  server = await Tandem.make()
  carrier = await openCarrier()
  await server.start()
}, 120_000)
afterAll(async () => {
  await server[Symbol.asyncDispose]()
  carrier.close()
})

const settings = () => ({ DATA_DIR: server.dataDir, PORT: String(server.port), TANDEM_KEY: key, TANDEM_SECRET_PASSWORD: 'secret' })
const tandem = commandWith(settings)
const right = async (...args: string[]) => {
  const { code, said, wrong } = await tandem([...args, '--json'])
  assert.equal(code, 0, wrong)
  return JSON.parse(said)
}

test('a link that is added is opened by the running server within seconds', { timeout: 60_000 }, async () => {
  await right('workspace', 'create', '--name', 'Bakery')
  key = (await right('key', 'create', '--name', 'tests', '--scopes', 'all')).key
  const set = [`port=${carrier.port}`, 'host=127.0.0.1', 'systemId=riverside'].flatMap((it) => ['--set', it])
  await right('link', 'add', '--name', 'copperline', '--channel', 'smpp', ...set)
  await right('number', 'add', '--number', '+14155550123', '--label', 'Front desk')
  await right('line', 'add', '--number', '+14155550123', '--link', 'copperline')
  const until = performance.now() + 10_000
  for (;;) {
    const { links } = (await (await fetch(`${server.url}/readyz`)).json()) as { links: { name: string; up: boolean }[] } // `as`: our own
    if (links.some(({ name, up }) => name === 'copperline' && up)) break
    assert.ok(performance.now() < until, JSON.stringify(links))
    await pause(100)
  }
  // the line was added after it
  await pause(3_500)
})

test('send tells the life of a message as it happens', { timeout: 60_000 }, async () => {
  const { code, said, wrong } = await tandem(['send', '--to', '+14155550188', '--text', 'Your bike is ready.', '--wait'])
  assert.deepEqual([code, wrong], [0, ''])
  assert.match(
    said,
    /Accepted and queued for its line\.\n.*The carrier took it\. .*\n.*Delivered to the phone\.\n[\da-f-]{36} {2}delivered\./,
  )
  const figures = await (await fetch(`${server.url}/metrics`)).text()
  for (const stage of ['accept', 'dispatch', 'conclude', 'settle'])
    assert.match(figures, new RegExp(`^tandem_stage_seconds_count\\{stage="${stage}"\\} [1-9]`, 'm'), 'each stage of its life was timed')
  assert.match(figures, /^tandem_receipts_total\{state="delivered"\} [1-9]/m)
  const failed = await tandem(['send', '--to', '+14155550188', '--text', 'no bike today', '--wait', '--json'])
  assert.deepEqual([failed.code, JSON.parse(failed.said).message.state], [1, 'failed'])
  const blocked = await tandem(['send', '--to', '+14155550188', '--text', '-', '--from', '+14155550123'], {}, 'from a pipe\n')
  assert.deepEqual([blocked.code, /queued|sent/.test(blocked.said)], [0, true], blocked.wrong)
})

test('events are told in order, and followed from now on', { timeout: 60_000 }, async () => {
  const { said } = await tandem(['events', '--json'])
  const all = said
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
  assert.deepEqual(
    all.slice(0, 3).map(({ kind }) => kind),
    ['link.added', 'number.added', 'line.added'],
  )
  assert.ok(all.every(({ seq }, i) => i === 0 || seq > all[i - 1].seq))

  const following = spawn(process.execPath, [join(import.meta.dirname, 'main.ts'), 'events', '--follow'], {
    env: { PATH: process.env['PATH'], ...settings() },
  })
  let heard = ''
  following.stdout.on('data', (data) => (heard += data))
  try {
    await pause(3_000)
    assert.equal(heard, '', 'the past is not told')
    await right('send', '--to', '+14155550188', '--text', 'and now')
    for (let i = 0; i < 100 && !heard.includes('Delivered to the phone.'); i++) await pause(100)
    assert.match(heard, /message\.accepted +Accepted and queued/)
    assert.match(heard, /Delivered to the phone\./)
  } finally {
    following.kill()
  }
})

test('the doctor finds it well, and says what is wrong once something is', { timeout: 60_000 }, async () => {
  const well = await tandem(['doctor'])
  assert.equal(well.code, 0, well.said)
  for (const words of [
    /ok {2}Node: v/,
    /ok {2}Database: Postgres 1/,
    /ok {2}Schema: at 00/,
    /ok {2}Key of workspace 1/,
    /ok {2}Link copperline: up/,
  ])
    assert.match(well.said, words)
  carrier.close()
  const { code, said } = await tandem(['doctor', '--json'], { KEY_FILE: join(server.folder, 'empty'), PUBLIC_URL: 'http://127.0.0.1:47' })
  assert.equal(code, 1)
  const bad = JSON.parse(said).findings.filter(({ is }: { is: string }) => is === 'wrong')
  assert.deepEqual(
    bad.map(({ what }: { what: string }) => what).filter((it: string) => !it.startsWith('Link')),
    ['Key of workspace 1', 'PUBLIC_URL'],
  )
  for (const { remedy } of bad) assert.ok(remedy)
})

test('what a message said, and what became of it, is in the export', { timeout: 60_000 }, async () => {
  const { said } = await tandem(['export', '--workspace', '1', '--to', '-'])
  const lines = said
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
  const messages = lines.filter(({ kind }) => kind === 'message')
  assert.deepEqual(
    messages.map(({ parts }) => parts[0].text),
    ['Your bike is ready.', 'no bike today', 'from a pipe', 'and now'],
  )
  assert.equal(messages[0].state, 'delivered')
  assert.ok(messages[0].verdicts)
  const end = lines.at(-1)
  assert.equal(end.counts.message, 4)
  assert.equal(end.unreadable, 0)
})
