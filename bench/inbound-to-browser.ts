/// <reference lib="dom" />
/**
 * From the moment a phone sends a text until its words stand in the page of an open browser: carrier, SMPP, database, live stream, page.
 * Many phones text at once; the inbox is open on the list of conversations, with one busy thread beside it. Everything on this machine.
 *   node bench/inbound-to-browser.ts           200 texts a second for a minute; prints, and writes bench/results/inbound-to-browser.json
 *   node bench/inbound-to-browser.ts quick     ten seconds, writes nothing
 */
import { writeFileSync } from 'node:fs'
import { cpus, loadavg, totalmem } from 'node:os'
import type { Page } from 'playwright-core'
import { launchBrowser } from '../test/support/browser.ts'
import { buildPages, enterBrowser, openConversation } from '../test/whole/support/page.ts'
import { Simulator } from '../test/whole/support/simulator.ts'
import { Tandem } from '../test/whole/support/tandem.ts'
import { until } from '../test/whole/support/until.ts'

const TARGET = { p99Ms: 150, perSecond: 200 }
const PHONES = 1_000
/** Into the thread that is open, besides. */
const BUSY_PER_SECOND = 5
/** Not counted: programs are being compiled, and every text makes a contact. */
const WARM_S = 10

const quick = process.argv[2] === 'quick'
const seconds = quick ? 10 : 60
const line = '+12065550100'

/** What the page saw, and when first. Runs in the browser. */
type Seen = { list: [words: string, at: number][]; thread: [words: string, at: number][] }

function watchPage(): void {
  const seen: Seen = { list: [], thread: [] }
  const known = { list: new Set<string>(), thread: new Set<string>() }
  const look = (where: 'list' | 'thread', selector: string): void => {
    for (const row of document.querySelectorAll(selector)) {
      const [words] = /(?:Storm|Busy) \d+:/.exec(row.textContent ?? '') ?? []
      if (words === undefined || known[where].has(words)) continue
      known[where].add(words)
      seen[where].push([words, Date.now()])
    }
  }
  const lookAll = () => {
    look('list', 'a[data-row]')
    look('thread', 'li[data-id]')
  }
  new MutationObserver(lookAll).observe(document.body, { childList: true, subtree: true, characterData: true })
  Object.assign(globalThis, { seen })
}

const seenBy = (page: Page): Promise<Seen> => page.evaluate(() => (globalThis as unknown as { seen: Seen }).seen) // `as`: put there above

/** `written`: until the carrier is told that it is on the disk. */
async function measure(): Promise<{ written: Figures; list: Figures; thread: Figures }> {
  await using tandem = await Tandem.make()
  await tandem.start({ world: true })
  const simulator = new Simulator(tandem.phone)
  await simulator.linked()
  await simulator.behave('copperline', { dropEveryS: 0 })
  const busy = await simulator.phone('Busy')
  await simulator.send(busy, line, 'Busy 0: hello')
  await using browser = await launchBrowser()
  const page = await enterBrowser(browser, tandem.url)
  await openConversation(page, 'Busy 0: hello')
  await page.locator('li[data-id]', { hasText: 'Busy 0: hello' }).waitFor()
  await page.evaluate(watchPage)

  const total = (WARM_S + seconds) * TARGET.perSecond
  await simulator.start('storm', { perSecond: TARGET.perSecond, seconds: WARM_S + seconds, phones: PHONES })
  let said = 0
  const saying = setInterval(() => void simulator.send(busy, line, `Busy ${++said}: is it ready?`), 1_000 / BUSY_PER_SECOND)
  const over = async () => (await simulator.progress('storm'))['sent'] === total
  await until('the storm is over', over, { withinMs: (WARM_S + seconds + 30) * 1_000, everyMs: 1_000 })
  clearInterval(saying)
  await simulator.settled(30_000)
  // The stream is told in order: when this stands in the thread, everything before it was told.
  const end = `Busy ${said + 1}: over`
  await simulator.send(busy, line, end)
  await page.locator('li[data-id]', { hasText: end }).waitFor({ timeout: 60_000 })

  const { sent } = await simulator.truth()
  const seen = await seenBy(page)
  const begun = (sent[0]?.at ?? 0) + WARM_S * 1_000
  const counted = sent.filter(({ at }) => at >= begun).map((it) => ({ ...it, words: it.text.slice(0, it.text.indexOf(':') + 1) }))
  const saidAt = new Map(counted.map(({ words, at }) => [words, at]))
  const written = counted.flatMap(({ words, ackedAt }): [string, number][] => (ackedAt === null ? [] : [[words, ackedAt]]))
  const of = (name: string) => new Map([...saidAt].filter(([words]) => words.startsWith(name)))
  return { written: figures(saidAt, written), list: figures(of('Storm'), seen.list), thread: figures(of('Busy'), seen.thread) }
}

/** `neverShown`: followed by newer ones within the same picture, so that the list never had it in sight. */
type Figures = { texts: number; seen: number; neverShown: number; p50Ms: number; p90Ms: number; p99Ms: number; maxMs: number }

function figures(saidAt: ReadonlyMap<string, number>, seen: readonly (readonly [string, number])[]): Figures {
  const seenAt = new Map(seen)
  const ms = [...saidAt].flatMap(([words, at]) => (seenAt.has(words) ? [(seenAt.get(words) ?? 0) - at] : [])).toSorted((a, b) => a - b)
  const part = (share: number) => ms[Math.min(ms.length - 1, Math.floor(ms.length * share))] ?? Number.NaN
  const counts = { texts: saidAt.size, seen: ms.length, neverShown: saidAt.size - ms.length }
  return { ...counts, p50Ms: part(0.5), p90Ms: part(0.9), p99Ms: part(0.99), maxMs: part(1) }
}

buildPages()
const [busyBefore = 0] = loadavg()
const result = await measure()
console.table(result)
console.log(`p99 of the list: ${result.list.p99Ms} ms; the target is ${TARGET.p99Ms} ms at ${TARGET.perSecond} a second`)
if (!quick) {
  const machine = { cpu: cpus()[0]?.model, cores: cpus().length, memoryGiB: Math.round(totalmem() / 2 ** 30), node: process.version }
  // Whatever else ran here counts into the figures: beside an idle machine they are a worst case.
  const machineLoadBefore = Number(busyBefore.toFixed(2))
  const load = { perSecond: TARGET.perSecond, seconds, phones: PHONES, busyThreadPerSecond: BUSY_PER_SECOND }
  const record = { date: new Date().toISOString(), machine, machineLoadBefore, load, target: TARGET, figures: result }
  writeFileSync(new URL('results/inbound-to-browser.json', import.meta.url), `${JSON.stringify(record, null, 2)}\n`)
}
