import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { launchBrowser } from '../../test/support/browser.ts'
import { builtApp } from './support/build.ts'
import { enterAs, visit } from './support/open.ts'
import { type Pretend, pretend } from './support/pretend.ts'
import { clinic } from './support/seed.ts'

let browser: Browser
let server: Pretend
let context: BrowserContext

beforeAll(async () => {
  builtApp()
  browser = await launchBrowser()
})
afterAll(() => browser?.close())

beforeEach(async () => {
  server = await pretend(clinic())
  context = await visit(browser)
})
afterEach(async () => {
  await context.close()
  await server.close()
})

const rows = (page: Page) => page.getByRole('navigation', { name: 'Conversations' }).getByRole('link')
const reply = (page: Page) => page.getByRole('textbox', { name: /^Reply to/ })
const thread = (page: Page) => page.getByRole('region', { name: /^Messages with/ })
const lena = () => [...server.world.talks.values()][0]!
const omar = () => [...server.world.talks.values()][1]!

test('what somebody writes appears by itself: in the list, in the tab, in the thread, and read aloud', async () => {
  const page = await enterAs(context, server.url, 'Ana Lindqvist')
  await expect.poll(() => page.title()).toBe('(3) Tandem')
  await page.goto(`${server.url}/inbox/${lena().id}`)
  await thread(page).getByText('Will do').waitFor()
  await expect.poll(() => page.title()).toBe('(2) Tandem')
  const began = performance.now()
  server.world.hear(lena(), 'Is the lift working again?')
  await thread(page).getByText('Is the lift working again?').waitFor()
  expect(performance.now() - began).toBeLessThan(1000)
  await expect.poll(() => page.locator('[aria-live=polite].sr-only').textContent()).toContain('Lena Fischer')
  await expect.poll(() => rows(page).first().textContent()).toContain('Is the lift working')
  server.world.hear(omar(), 'Hello?')
  await expect.poll(() => rows(page).first().textContent()).toContain('Hello?')
})

test('a lost connection is said, with the time of what is shown; then it catches up, and says that', async () => {
  const page = await enterAs(context, server.url, 'Ana Lindqvist')
  await page.goto(`${server.url}/inbox/${lena().id}`)
  await thread(page).getByText('Will do').waitFor()
  await page.waitForTimeout(300)
  server.disconnect()
  await page.getByText(/Reconnecting… You are seeing things as of \d\d:\d\d/).waitFor()
  server.world.hear(lena(), 'Said while you were away')
  await reply(page).fill('Said while away, first')
  await reply(page).press('Enter')
  await reply(page).fill('Said while away, second')
  await reply(page).press('Enter')
  await thread(page).getByText('Waits here for the connection').first().waitFor()
  server.reconnect()
  await page.getByText(/Connected again. Caught up/).waitFor()
  await thread(page).getByText('Said while you were away').waitFor()
  await expect
    .poll(() =>
      lena()
        .messages.slice(-2)
        .map((it) => it.text),
    )
    .toEqual(['Said while away, first', 'Said while away, second'])
  await expect.poll(() => thread(page).getByText('Said while away, first').count()).toBe(1)
  await expect.poll(() => thread(page).getByText('Waits here for the connection').count()).toBe(0)
})

test('a connection that falls silent is noticed though nobody closed it', async () => {
  const page = await context.newPage()
  await page.clock.install()
  await page.goto(server.url)
  await page.getByRole('button', { name: 'Enter as Ana Lindqvist' }).click()
  await page.clock.runFor(1000)
  await rows(page).first().waitFor()
  await page.clock.runFor(1000)
  server.fallSilent(true)
  await page.clock.runFor(21_000)
  await page.getByText(/Reconnecting…/).waitFor()
  server.fallSilent(false)
  server.world.hear(omar(), 'Still there?')
  await page.clock.runFor(30_000)
  await expect.poll(() => rows(page).first().textContent()).toContain('Still there?')
})

test('an answer that was lost on the way is not sent twice', async () => {
  const page = await enterAs(context, server.url, 'Ana Lindqvist')
  await page.goto(`${server.url}/inbox/${lena().id}`)
  await thread(page).getByText('Will do').waitFor()
  server.loseAnswerOf('POST', /messages$/)
  await reply(page).fill('Once and only once')
  await reply(page).press('Enter')
  await expect.poll(() => lena().messages.filter((it) => it.text === 'Once and only once').length).toBe(1)
  await page.waitForTimeout(3500)
  expect(lena().messages.filter((it) => it.text === 'Once and only once')).toHaveLength(1)
  expect(await thread(page).getByText('Once and only once').count()).toBe(1)
})

test('what was typed and not sent survives closing the page; what waited to leave, leaves', async () => {
  const page = await enterAs(context, server.url, 'Ana Lindqvist')
  await page.goto(`${server.url}/inbox/${omar().id}`)
  await reply(page).fill('Half a thou')
  await page.waitForTimeout(400)
  await page.goto(`${server.url}/inbox/${lena().id}`)
  await thread(page).getByText('Will do').waitFor()
  await page.route('**/messages', (it) => (it.request().method() === 'POST' ? it.abort() : it.continue()))
  await reply(page).fill('Leaves later')
  await reply(page).press('Enter')
  await thread(page).getByText('Leaves later').waitFor()
  await page.close()
  const again = await context.newPage()
  await again.goto(`${server.url}/inbox/${omar().id}`)
  await expect.poll(() => reply(again).inputValue()).toBe('Half a thou')
  await expect.poll(() => lena().messages.at(-1)?.text).toBe('Leaves later')
})

test('two people answer at once: each is told, nothing is lost, nothing doubled', async () => {
  const other = await visit(browser)
  const [ana, ben] = [await enterAs(context, server.url, 'Ana Lindqvist'), await enterAs(other, server.url, 'Ben Okafor')]
  for (const page of [ana, ben]) {
    await page.goto(`${server.url}/inbox/${omar().id}`)
    await thread(page).getByText('I would rather ask').waitFor()
  }
  await reply(ana).fill('From Ana')
  await reply(ben).fill('From Ben')
  await Promise.all([reply(ana).press('Enter'), reply(ben).press('Enter')])
  for (const page of [ana, ben]) for (const text of ['From Ana', 'From Ben']) await thread(page).getByText(text).waitFor()
  expect(omar().messages.filter((it) => it.direction === 'out')).toHaveLength(2)

  await reply(ana).fill('Another thought')
  await reply(ben).fill('I will call you')
  await reply(ben).press('Enter')
  await ana.getByText('Ben Okafor wrote while you were typing').waitFor()
  await ana.waitForTimeout(400)
  await reply(ana).press('Enter')
  await ana.getByRole('button', { name: 'Send anyway' }).waitFor()
  expect(omar().messages.at(-1)?.text).toBe('I will call you')
  await reply(ana).press('Enter')
  await expect.poll(() => omar().messages.at(-1)?.text).toBe('Another thought')
  await other.close()
})

test('two hundred messages a second are taken in without falling behind', async () => {
  const page = await enterAs(context, server.url, 'Ana Lindqvist')
  await page.goto(`${server.url}/inbox/${omar().id}`)
  await thread(page).getByText('I would rather ask').waitFor()
  await page.evaluate(() => {
    const seen = new Map<string, number>()
    Object.assign(window, { seen })
    new MutationObserver((changes) => {
      for (const text of changes.flatMap((it) => [...it.addedNodes].map((node) => node.textContent ?? ''))) {
        const said = /number \d+, sent at (\d{13})/.exec(text)
        // A row that scrolls back into the page is not seen for the first time.
        if (said && !seen.has(said[0])) seen.set(said[0], Date.now() - Number(said[1]))
      }
    }).observe(document.getElementById('thread')!, { subtree: true, childList: true })
  })
  const talks = [...server.world.talks.values()]
  const began = Date.now()
  for (let at = 0; at < 600; at++) {
    if (at % 10 === 0) server.world.hear(omar(), `number ${at}, sent at ${Date.now()}`)
    else server.world.hear(talks[at % talks.length]!, `another ${at}`)
    const early = began + at * 5 - Date.now()
    if (early > 0) await new Promise((done) => setTimeout(done, early))
  }
  await thread(page).getByText('number 590,').waitFor()
  const seen = await page.evaluate(() => [...(window as unknown as { seen: Map<string, number> }).seen.values()].sort((a, b) => a - b))
  const after = (share: number) => seen[Math.floor(seen.length * share)]
  console.log(`visible after: half ${after(0.5)} ms, 99 % ${after(0.99)} ms, of ${seen.length}`)
  expect(seen.length).toBeGreaterThan(50)
  // The machine is shared with other tests; the promise of 150 ms is measured elsewhere, alone.
  expect(after(0.99)).toBeLessThan(1000)
})
