import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, test } from 'vitest'
import type { Bubble } from '#src/message/views.ts'
import { launchBrowser } from '../support/browser.ts'
import { keySources } from './support/key-sources.ts'
import { Member, Refusal } from './support/member.ts'
import { bubble, buildPages, enterBrowser, openConversation } from './support/page.ts'
import { inboundTroubles, outboundTroubles } from './support/reconcile.ts'
import { carriers, Simulator } from './support/simulator.ts'
import { Tandem } from './support/tandem.ts'
import { until } from './support/until.ts'

/** The business takes its key away: within five seconds nothing can be read or sent, and it says so. It gives it back: all goes on. */

let browser: Browser

beforeAll(async () => {
  buildPages()
  browser = await launchBrowser()
})
afterAll(() => browser?.close())

const promisedMs = 5_000
type Lines = { items: { up: boolean }[] }
const said = {
  before: 'Said before the key went away',
  waiting: 'An answer that waits in the queue',
  refused: 'An answer while there is no key',
  meanwhile: 'Said while there was no key',
}

for (const [name, open] of Object.entries(keySources))
  test(`revoked and given back: ${name}`, { timeout: 120_000 }, async () => {
    await using tandem = await Tandem.make()
    await using keys = await open(tandem)
    await tandem.start({ world: true, env: keys.env })
    const simulator = new Simulator(tandem.phone)
    await simulator.linked()
    const phone = await simulator.phone('Wilma')
    await simulator.send(phone, '+12065550100', said.before)
    const page = await enterBrowser(browser, tandem.url)
    await openConversation(page, said.before)
    await bubble(page, said.before).waitFor()
    const member = await Member.enter(tandem.url)
    const [conversation] = await member.conversations()
    const messages = () => member.messages(conversation!.id) // just opened in the browser
    const found = async (id: string): Promise<Bubble | undefined> => (await messages()).find((it) => it.id === id)

    // Without a link it cannot leave: it lies in the queue when the key goes.
    for (const carrier of carriers) await simulator.behave(carrier, { drop: true, refuseBinds: true })
    await until('the links are down', async () => ((await member.get('/v1/lines')) as Lines).items.every(({ up }) => !up))
    const waiting = await member.say(conversation!.id, said.waiting, randomUUID())
    keys.revoke()
    const revokedAt = performance.now()
    await page.getByText('has been revoked').waitFor({ timeout: promisedMs })
    assert.equal(await page.getByText(said.before).count(), 0)
    const lockedMs = performance.now() - revokedAt
    assert.ok(lockedMs < promisedMs, `${lockedMs}`)
    assert.deepEqual(new Set((await messages()).map(({ text, sealed }) => `${text} ${sealed}`)), new Set(['null revoked']))
    assert.equal(await codeOf(member.say(conversation!.id, said.refused, randomUUID())), 'key_unavailable')

    for (const carrier of carriers) await simulator.behave(carrier, { refuseBinds: false })
    await until('the queue says why it waits', async () => (await found(waiting.id))?.reason?.code === 'key_unavailable', {
      otherwise: () => found(waiting.id),
    })
    const heard = await simulator.send(phone, '+12065550100', said.meanwhile)
    const onWire = async () => (await simulator.truth()).sent.find(({ id }) => id === heard.id)
    await until('it is brought, and brought again', async () => ((await onWire())?.deliveries ?? 0) >= 2)
    assert.equal((await onWire())?.ackedAt, null)
    assert.equal((await found(waiting.id))?.state, 'queued')
    assert.deepEqual((await simulator.truth()).received, [])

    keys.restore()
    const restoredAt = performance.now()
    await page.getByText('has been revoked').waitFor({ state: 'detached', timeout: promisedMs })
    await bubble(page, said.before).waitFor({ timeout: promisedMs })
    const healedMs = performance.now() - restoredAt
    assert.ok(healedMs < promisedMs, `${healedMs}`)
    await bubble(page, said.meanwhile).waitFor()
    await until('what waited is delivered', async () => (await found(waiting.id))?.state === 'delivered', {
      otherwise: () => found(waiting.id),
    })
    const [truth, shown] = [await simulator.truth(), await member.everything()]
    assert.deepEqual([...inboundTroubles(truth, shown), ...outboundTroubles(truth, shown)], [])
    assert.deepEqual(
      truth.received.map(({ text, copies }) => [text, copies]),
      [[said.waiting, 1]],
    )
    console.log(`${name}: unreadable after ${Math.round(lockedMs)} ms, readable again after ${Math.round(healedMs)} ms`)
  })

/** What a refusal says. */
const codeOf = (asked: Promise<unknown>): Promise<string> =>
  asked.then(
    () => 'taken',
    (error: unknown) => (error instanceof Refusal ? error.code : String(error)),
  )
