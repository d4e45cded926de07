import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, test } from 'vitest'
import { launchBrowser } from '../support/browser.ts'
import { Member, Refusal } from './support/member.ts'
import { buildPages, enterBrowser } from './support/page.ts'
import { inboundTroubles, outboundTroubles } from './support/reconcile.ts'
import { Simulator } from './support/simulator.ts'
import { smallDisk } from './support/small-disk.ts'
import { Tandem } from './support/tandem.ts'
import { until } from './support/until.ts'

/** The disk fills: what is new is refused with the reason, what is under way goes on, and when there is room again all comes by itself. */

const disk = smallDisk(700)
afterAll(() => disk?.[Symbol.dispose]())

const floorMb = 200

test.runIf(disk)('below the floor new messages are refused, and above it they are taken again', { timeout: 120_000 }, async () => {
  assert.ok(disk)
  buildPages()
  const folder = join(disk.folder, 'here')
  mkdirSync(folder)
  await using tandem = await Tandem.make(folder)
  await tandem.start({ world: true, env: { MIN_FREE_DISK_MB: String(floorMb) } })
  const simulator = new Simulator(tandem.phone)
  await simulator.linked()
  const phone = await simulator.phone('Wilma')
  await simulator.send(phone, '+12065550100', 'Said while there was room')
  const member = await Member.enter(tandem.url)
  const id = (await until('it is heard', async () => (await member.conversations())[0])).id
  await using browser = await launchBrowser()
  const page = await enterBrowser(browser, tandem.url)
  const say = (text: string) => member.say(id, text, randomUUID()).then(() => 'taken', reasonOf)
  assert.equal(await say('An answer while there is room'), 'taken')

  disk.fillTo(floorMb - 60)
  const refusal = '507 disk_low: The disk is nearly full, so nothing new is accepted. Free some space; it goes on by itself.'
  let tries = 0
  await until('it is refused', async () => (await say(`An answer in between, ${tries++}`)) === refusal, { everyMs: 200 })
  await page.getByText(/disk is nearly full/i).waitFor()
  const heard = await simulator.send(phone, '+12065550100', 'Said while the disk was full')
  const onWire = async () => (await simulator.truth()).sent.find((it) => it.id === heard.id)
  await until('it is brought, and brought again', async () => ((await onWire())?.deliveries ?? 0) >= 3)
  assert.equal((await onWire())?.ackedAt, null)
  assert.equal((await member.messages(id)).filter(({ direction }) => direction === 'in').length, 1)
  assert.equal(await say('An answer while the disk is full'), refusal)

  disk.empty()
  await until('it is taken again', async () => (await say(`An answer with room again, ${tries++}`)) === 'taken', { everyMs: 200 })
  await page.getByText(/disk is nearly full/i).waitFor({ state: 'detached' })
  await simulator.settled(30_000)
  const rest = async () => (await member.messages(id)).every(({ state }) => ['received', 'delivered'].includes(state))
  await until('everything has come to rest', rest)
  const [truth, shown] = [await simulator.truth(), await member.everything()]
  assert.deepEqual([...inboundTroubles(truth, shown), ...outboundTroubles(truth, shown)], [])
  assert.deepEqual(
    shown.flatMap(({ messages }) => messages).filter(({ possibleDuplicate, text }) => possibleDuplicate || text?.includes('disk is full')),
    [],
  )
})

const reasonOf = (error: unknown): string => (error instanceof Refusal ? error.said : String(error))
