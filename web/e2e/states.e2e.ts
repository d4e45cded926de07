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
let page: Page

beforeAll(async () => {
  builtApp()
  browser = await launchBrowser()
})
afterAll(() => browser?.close())

beforeEach(async () => {
  server = await pretend(clinic())
  context = await visit(browser)
  page = await enterAs(context, server.url, 'Ana Lindqvist')
})
afterEach(async () => {
  await context.close()
  await server.close()
})

const thread = () => page.getByRole('region', { name: /^Messages with/ })
const talk = (name: string) => [...server.world.talks.values()].find((it) => it.contact.name === name)!

test('a revoked key hides everything within the page, says so, and giving it back heals', async () => {
  await page.goto(`${server.url}/inbox/${talk('Lena Fischer').id}`)
  await thread().getByText('Will do').waitFor()
  server.setKeys('revoked')
  await page.getByRole('alert').getByText('has been revoked').waitFor()
  await thread().getByText('Cannot be read: the key was revoked').first().waitFor()
  expect(await page.getByText('Will do').count()).toBe(0)
  expect(await page.getByText('Lena Fischer').count()).toBe(0)
  server.setKeys('ok')
  await thread().getByText('Will do').waitFor()
  await page.getByRole('heading', { name: 'Lena Fischer' }).first().waitFor()
  await expect.poll(() => page.getByText('has been revoked').count()).toBe(0)
})

test('a message in doubt asks; "leave it" rests it, "send again" sends one copy', async () => {
  const ruth = talk('Ruth Adeyemi')
  await page.goto(`${server.url}/inbox/${ruth.id}`)
  await thread().getByText('it may have gone, it may not').waitFor()
  await thread().getByRole('button', { name: 'Send again' }).dblclick()
  await expect.poll(() => ruth.messages.length).toBe(3)
  await expect.poll(() => thread().getByRole('button', { name: 'Send again' }).count()).toBe(0)
  await page.waitForTimeout(300)
  expect(ruth.messages).toHaveLength(3)
})

test('a failed message says why in plain words, what to do, and can be sent again', async () => {
  const jonas = talk('Jonas Weber')
  await page.goto(`${server.url}/inbox/${jonas.id}`)
  await thread().getByText('The phone could not be reached. It may be off or without signal.').waitFor()
  await thread().getByRole('button', { name: 'Send again' }).click()
  await expect.poll(() => jonas.messages.at(-1)?.state).toBe('queued')
  expect(jonas.messages.at(-1)?.text).toBe('Of course. It goes out today.')
})

test('ticks say what is known and no more, as it becomes known', async () => {
  const omar = talk('Omar Haddad')
  await page.goto(`${server.url}/inbox/${omar.id}`)
  await page.getByRole('textbox', { name: 'Reply to Omar' }).fill('Twice a day')
  await page.getByRole('button', { name: 'Send', exact: true }).click()
  await thread().getByText('Queued').waitFor()
  const last = () => omar.messages.at(-1)!
  server.world.move(last(), 'sending')
  server.world.move(last(), 'sent')
  await thread().getByText('Taken by the carrier').waitFor()
  server.world.move(last(), 'sent', 'not_reported')
  await thread().getByText('Not reported').waitFor()
  server.world.move(last(), 'delivered')
  await thread().getByText('Delivered').waitFor()
  expect(await thread().getByText('Not reported').count()).toBe(0)
})

test('a held message says until when, and can be called back', async () => {
  const grace = talk('Grace Lim')
  await page.goto(`${server.url}/inbox/${grace.id}`)
  await thread()
    .getByText(/Held until/)
    .waitFor()
  await thread().getByRole('button', { name: 'Call it back' }).click()
  await thread().getByText('Called back', { exact: true }).waitFor()
  expect(grace.messages.at(-1)?.state).toBe('canceled')
})

test('a message that waits for a person says why, and a person lets it go', async () => {
  const grace = talk('Grace Lim')
  const waiting = server.world.move(server.world.say(grace, 'Our sale begins', server.world.members[0]!), 'review', 'never_daytime')
  await page.goto(`${server.url}/inbox/${grace.id}`)
  await thread()
    .getByText(/There is no hour that is day for everybody/)
    .waitFor()
  await thread().getByRole('button', { name: 'Let it go' }).click()
  await expect.poll(() => server.world.find(waiting.id)?.state).toBe('queued')
  await thread().getByRole('button', { name: 'Let it go' }).waitFor({ state: 'detached' })
})

test('a link to a message lands on it: highlighted, focused, in the middle of a long thread', async () => {
  const lena = talk('Lena Fischer')
  const early = Date.now() - 40 * 24 * 3_600_000
  const old = server.world.before(() => Array.from({ length: 400 }, (_, at) => server.world.hear(lena, `old ${at}`, early + at * 60_000)))
  lena.messages.sort((a, b) => (a.id < b.id ? -1 : 1))
  await page.goto(`${server.url}/inbox/${lena.id}?message=${old[120]!.id}`)
  await thread().getByText('old 120', { exact: true }).waitFor()
  await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toContain('old 120')
  expect(await page.locator('.landed').textContent()).toContain('old 120')
  await page.getByRole('link', { name: 'Newest messages' }).click()
  await thread().getByText('Will do').waitFor()
})

test('from a linked message one reads on to the end, across pages, without a gap or a jump; then it follows', async () => {
  const lena = talk('Lena Fischer')
  const early = Date.now() - 40 * 24 * 3_600_000
  const old = server.world.before(() => Array.from({ length: 260 }, (_, at) => server.world.hear(lena, `old ${at}`, early + at * 60_000)))
  lena.messages.sort((a, b) => (a.id < b.id ? -1 : 1))
  // slower than the reader, who stands at the end of what is there when more comes
  await page.route(/\?.*after=/, async (route) => {
    await page.waitForTimeout(300)
    await route.continue()
  })
  await page.goto(`${server.url}/inbox/${lena.id}?message=${old[40]!.id}`)
  await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toContain('old 40')
  const seen = new Set<string>()
  const look = async () => {
    for (const text of await thread()
      .getByText(/^old \d+$/)
      .allTextContents())
      seen.add(text)
  }
  await thread().hover()
  const end = thread().getByText('Will do')
  for (let turns = 0; turns < 200 && (await end.count()) === 0; turns++) {
    await page.mouse.wheel(0, 400)
    await page.waitForTimeout(30)
    await look()
  }
  await end.waitFor()
  expect(Array.from({ length: 220 }, (_, at) => `old ${at + 40}`).filter((it) => !seen.has(it))).toEqual([])
  await page.getByRole('link', { name: 'Newest messages' }).waitFor({ state: 'detached' })
  await page.mouse.wheel(0, 20_000)
  server.world.hear(lena, 'And one more')
  await thread().getByText('And one more').waitFor()
})

test('a thread of thousands opens at its end, and pages upward without jumping', async () => {
  const lena = talk('Lena Fischer')
  const early = Date.now() - 60 * 24 * 3_600_000
  server.world.before(() => {
    for (let at = 0; at < 3000; at++) server.world.hear(lena, `old ${at}`, early + at * 60_000)
  })
  lena.messages.sort((a, b) => (a.id < b.id ? -1 : 1))
  await page.goto(`${server.url}/inbox/${lena.id}`)
  await thread().getByText('Will do').waitFor()
  expect(await thread().getByRole('listitem').count()).toBeLessThan(80)
  await thread().hover()
  for (let at = 0; at < 12; at++) {
    await page.mouse.wheel(0, -1500)
    await page.waitForTimeout(80)
  }
  await thread()
    .getByText(/^old 2\d\d\d$/)
    .first()
    .waitFor()
  await page.getByRole('button', { name: 'To the end' }).click()
  await thread().getByText('Will do').waitFor()
})

test('ten thousand conversations scroll, with a few dozen rows in the page', async () => {
  server.world.before(() => {
    for (let at = 0; at < 10_000; at++) {
      const it = server.world.talk({ name: `Person ${at}`, timeZone: null, number: `+1628555${String(at).padStart(4, '0')}` })
      server.world.hear(it, 'hello', Date.now() - 3_600_000 * 24 * 300 - at)
    }
  })
  await page.reload()
  const list = page.getByRole('navigation', { name: 'Conversations' })
  await list.getByRole('link').first().waitFor()
  await list.hover()
  for (let at = 0; at < 20; at++) {
    await page.mouse.wheel(0, 2000)
    await page.waitForTimeout(60)
  }
  await list
    .getByText(/^Person \d{3,}$/)
    .first()
    .waitFor()
  expect(await list.getByRole('listitem').count()).toBeLessThan(60)
})

test('text is shown exactly: markup is text, controls are seen, links are safe', async () => {
  const lena = talk('Lena Fischer')
  server.world.hear(lena, '<img src=x onerror=alert(1)> &amp;\u0007 https://example.com/a.')
  await page.goto(`${server.url}/inbox/${lena.id}`)
  await thread().getByText('<img src=x onerror=alert(1)> &amp;').waitFor()
  expect(await thread().locator('[data-symbol]').getAttribute('data-symbol')).toBe('\u2407')
  const link = thread().getByRole('link', { name: 'https://example.com/a', exact: true })
  expect(await link.getAttribute('href')).toBe('https://example.com/a')
  expect(await link.getAttribute('rel')).toContain('noopener')
})

test('the composer counts, points at what costs more, and replaces it when asked', async () => {
  await page.goto(`${server.url}/inbox/${talk('Lena Fischer').id}`)
  const box = page.getByRole('textbox', { name: 'Reply to Lena' })
  await box.fill('It’s “fine”')
  await page.getByText('UCS-2').waitFor()
  expect(await page.locator('.guilty').count()).toBe(3)
  await page.getByText('’ → \', “ → ", ” → "').waitFor()
  await page.getByRole('button', { name: 'Replace' }).click()
  expect(await box.inputValue()).toBe('It\'s "fine"')
  await page.getByText('GSM-7').waitFor()
  await page.getByRole('button', { name: /^Line: Text/ }).click()
  await page.getByRole('menuitemradio', { name: /0142/ }).click()
  await page.getByRole('button', { name: /^Line: Text, \+1 415 555 0142/ }).waitFor()
})

test('a person signs in by password, is told when it is wrong, and is brought where the link led', async () => {
  const fresh = await visit(browser)
  const theirs = await fresh.newPage()
  await theirs.goto(`${server.url}/inbox/${talk('Lena Fischer').id}`)
  await theirs.getByRole('textbox', { name: 'E-mail' }).fill('ana@example.com')
  await theirs.getByLabel('Password').fill('not this one')
  await theirs.getByRole('button', { name: 'Sign in with a password' }).click()
  await theirs.getByText('That e-mail and password do not belong together.').waitFor()
  await theirs.getByLabel('Password').fill('correct horse battery')
  await theirs.getByRole('button', { name: 'Sign in with a password' }).click()
  await theirs.getByRole('region', { name: 'Messages with Lena Fischer' }).waitFor()
  await theirs
    .getByRole('button', { name: /settings and sign-out/ })
    .first()
    .click()
  await theirs.getByRole('menuitem', { name: 'Sign out' }).click()
  await theirs.getByRole('heading', { name: 'Try it now' }).waitFor()
  await fresh.close()
})

test('a contact is given a name, and the list knows it', async () => {
  const unknown = [...server.world.talks.values()].find((it) => it.contact.name === null)!
  await page.goto(`${server.url}/inbox/${unknown.id}`)
  await page.getByRole('button', { name: 'Contact' }).click()
  await page.getByRole('button', { name: /Add a name/ }).click()
  await page.getByRole('textbox', { name: 'Name' }).fill('Dana Whitfield')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByRole('navigation', { name: 'Conversations' }).getByText('Dana Whitfield').waitFor()
})

test('on a phone one pane at a time: list, thread, back', async () => {
  await page.setViewportSize({ width: 390, height: 844 })
  await page.getByRole('navigation', { name: 'Conversations' }).getByText('Omar Haddad').click()
  await thread().getByText('I would rather ask').waitFor()
  expect(await page.getByRole('navigation', { name: 'Conversations' }).isVisible()).toBe(false)
  await page.getByRole('link', { name: 'Back to the list' }).click()
  await page.getByRole('navigation', { name: 'Conversations' }).getByText('Omar Haddad').waitFor()
  await page.getByRole('button', { name: 'Search' }).click()
  await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('search')
})
