import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { launchBrowser } from '../../test/support/browser.ts'
import { builtApp } from './support/build.ts'
import { enterAs, expectAccessible, expectNoSidewaysScroll, type Look, PHONE, visit } from './support/open.ts'
import { firstDay, type Operated, ordinaryDay } from './support/operated.ts'
import { type Pretend, pretend } from './support/pretend.ts'
import { asRole, pretendSettings, Refusal } from './support/pretend-settings.ts'
import { clinic } from './support/seed.ts'

let browser: Browser
let server: Pretend
let context: BrowserContext | undefined

beforeAll(async () => {
  builtApp()
  server = await pretend(clinic())
  browser = await launchBrowser()
})
afterAll(async () => {
  await browser?.close()
  await server?.close()
})
afterEach(() => context?.close())

type Does = Parameters<typeof pretendSettings>[2]
async function operator(it: Operated, look: Look = {}, does?: Does, role?: 'member'): Promise<Page> {
  context = await visit(browser, look)
  await pretendSettings(context, it, does)
  if (role) await asRole(context, role)
  return enterAs(context, server.url, 'Ana Lindqvist')
}

const looks: [string, Look][] = [
  ['light', { theme: 'light' }],
  ['dark', { theme: 'dark' }],
  ['light, on a phone', { theme: 'light', ...PHONE }],
  ['dark, on a phone', { theme: 'dark', ...PHONE }],
  ['light, 320 px wide', { theme: 'light', width: 320, height: 640 }],
]

for (const [name, look] of looks) {
  const open = async (day: Operated) => {
    const page = await operator(day, look)
    const right = async (what: string) => {
      await page.waitForTimeout(150)
      await expectAccessible(page, `${what}, ${name}`)
      await expectNoSidewaysScroll(page, `${what}, ${name}`)
    }
    const go = async (path: string, ready: string) => {
      await page.goto(`${server.url}/settings/${path}`)
      await page.getByRole('main').getByText(ready).first().waitFor()
      await right(path)
    }
    return { page, right, go }
  }

  test(`carriers and links are accessible: ${name}`, async () => {
    const day = ordinaryDay()
    const { page, right, go } = await open(day)
    await go('', 'Carriers and links')
    await go('links', 'It is there, and refuses us')
    await go(`links/${day.links[0]!.id}`, 'Hexadecimal in answers, decimal in receipts')
    await go(`links/${day.links[1]!.id}`, 'ESME_RINVPASWD')
    await go(`links/${day.links[0]!.id}?edit=true`, 'Test the connection')
    await page.getByText('How this carrier differs').click()
    await page.getByRole('button', { name: 'Replace: Password' }).click()
    await right('the form unfolded')
    await page.getByLabel('New: Password').fill('changed')
    await page.getByRole('link', { name: 'Cancel' }).click()
    await page.getByRole('dialog', { name: 'Leave without saving?' }).waitFor()
    await right('the question before it is lost')
    await go('links/new', 'Kind of link')
    await page.getByRole('radio', { name: /Text message/ }).check()
    await page.getByRole('button', { name: 'Save and open it' }).click()
    await page.getByText('This is needed.').first().waitFor()
    await right('an empty form')
    await go('links/00000000-0000-7000-8000-000000000000', 'There is no such link')
  })

  test(`the other settings are accessible: ${name}`, async () => {
    const day = ordinaryDay()
    const { page, right, go } = await open(day)
    await go('numbers', 'No link carries it')
    await page.getByRole('button', { name: 'Add a number' }).click()
    await page.getByRole('dialog').waitFor()
    await right('a new number')
    await go('policies', 'premium rate')
    await go('members', 'Priya, evenings')
    await page.getByRole('button', { name: 'Invite somebody' }).click()
    await page.getByRole('dialog').waitFor()
    await right('an invitation')
    await go('members', 'Ben Okafor')
    await page.getByRole('button', { name: 'Change Ben Okafor' }).click()
    await page.getByRole('menuitem', { name: 'Remove…' }).click()
    await page.getByRole('dialog').waitFor()
    await right('a removal')
    await go('keys', 'Night report')
    await page.getByRole('button', { name: 'Make a key' }).click()
    await page.getByRole('dialog').waitFor()
    await right('a new key')
    await go('webhooks', 'It answered 503')
    await page.getByRole('button', { name: 'Add a webhook' }).click()
    await page.getByRole('button', { name: 'Add it' }).click()
    await page.getByText('This is needed.').waitFor()
    await right('a webhook without an address')
    await go(`webhooks/${day.webhooks[1]!.id}`, 'no answer within 10 s')
    await go('health', 'PostgreSQL 18.4 answers')
  })
}

test('nothing is set up yet: every page says what would be there, and leads on', async () => {
  const page = await operator(firstDay())
  for (const [path, says, action] of [
    ['links', 'No carrier yet', 'Add a carrier'],
    ['numbers', 'No number yet', 'Add a carrier first'],
    ['keys', 'No key yet', 'Make a key'],
    ['webhooks', 'No webhook yet', 'Add a webhook'],
  ] as const) {
    await page.goto(`${server.url}/settings/${path}`)
    await page.getByRole('heading', { name: says }).waitFor()
    await page.getByRole('main').getByText(action, { exact: true }).waitFor()
    await expectAccessible(page, says)
  }
  await page.goto(`${server.url}/settings/health`)
  await page.getByText('There is none, so nothing leaves and nothing arrives.').waitFor()
})

test('a member looks, cannot change, and is told why and whom to ask', async () => {
  const day = ordinaryDay()
  const page = await operator(day, {}, undefined, 'member')
  await page.goto(`${server.url}/settings/links`)
  await page.getByText('You can look, and not change').waitFor()
  expect(await page.getByRole('link', { name: 'Add a carrier' }).count()).toBe(0)
  await page.goto(`${server.url}/settings/policies`)
  await expect.poll(() => page.getByLabel('Latest hour').isDisabled()).toBe(true)
  for (const path of ['keys', 'webhooks', 'links/new']) {
    await page.goto(`${server.url}/settings/${path}`)
    await page.getByRole('heading', { name: 'Only owners and admins see this' }).waitFor()
    await expectAccessible(page, path)
  }
})

test('whoever may not change members sees them, and may rename only themselves', async () => {
  const page = await operator(ordinaryDay(), {}, undefined, 'member')
  await page.goto(`${server.url}/settings/members`)
  await page.getByText('You can look, and not change').waitFor()
  await page.getByText('mira@example.com').waitFor()
  await page.getByText('Priya, evenings').waitFor()
  expect(await page.getByRole('main').getByRole('button').count()).toBe(1)
  await page.getByRole('button', { name: 'Change Ana Lindqvist' }).click()
  await page.getByRole('menuitem', { name: 'Rename…' }).waitFor()
  expect(await page.getByRole('menuitem').count()).toBe(1)
  await page.getByRole('menuitem', { name: 'Rename…' }).click()
  await page.getByRole('dialog', { name: 'What you are called' }).waitFor()
})

test('an admin reaches everybody but owners, and gives no role above their own', async () => {
  context = await visit(browser)
  await pretendSettings(context, ordinaryDay())
  await asRole(context, 'admin')
  const page = await enterAs(context, server.url, 'Ben Okafor')
  await page.goto(`${server.url}/settings/members`)
  await page.getByRole('button', { name: 'Change Mira Santos' }).waitFor()
  expect(await page.getByRole('button', { name: 'Change Ana Lindqvist' }).count()).toBe(0)
  await page.getByRole('button', { name: 'Invite somebody' }).click()
  expect(await page.getByRole('radio', { name: 'Owner' }).isDisabled()).toBe(true)
  await page.getByText('Only an owner gives it.').waitFor()
})

test('members that cannot be fetched, and nobody invited', async () => {
  const page = await operator(firstDay(), {}, ({ path }) => {
    if (path !== '/v1/invitations') return undefined
    throw new Refusal({ status: 503, code: 'database_unavailable', title: 'The database does not answer.', remedy: 'Try again shortly.' })
  })
  await page.goto(`${server.url}/settings/members`)
  await page.getByRole('heading', { name: 'This could not be fetched' }).waitFor({ timeout: 30_000 })
  await page.getByText('Ana Lindqvist').first().waitFor()
  await context?.close()
  const other = await operator(firstDay())
  await other.goto(`${server.url}/settings/members`)
  await other.getByText('the link stands here until they come in').waitFor()
})

test('a link that comes up is seen without a reload, and read aloud', async () => {
  const day = ordinaryDay()
  const page = await operator(day)
  const west = day.links[1]!
  await page.goto(`${server.url}/settings/links/${west.id}`)
  await page.getByRole('status').filter({ hasText: /^Down/ }).waitFor()
  west.state = { ...west.state, up: true, why: null, since: new Date().toISOString(), waiting: 0 }
  await page
    .getByRole('status')
    .filter({ hasText: /^Up since/ })
    .waitFor()
})

test('nobody asks while nobody looks', async () => {
  let asked = 0
  const page = await operator(ordinaryDay(), {}, ({ path }) => {
    if (path === '/v1/links') asked += 1
    return undefined
  })
  await page.clock.install()
  await page.goto(`${server.url}/settings/links`)
  await page.getByText('Atlantic east').waitFor()
  const while500ms = async () => {
    await page.clock.runFor(500)
    return asked
  }
  await expect.poll(while500ms).toBeGreaterThan(3)
  await page.evaluate(() => {
    Object.defineProperty(document, 'visibilityState', { value: 'hidden' })
    document.dispatchEvent(new Event('visibilitychange'))
  })
  const before = asked
  for (let at = 0; at < 20; at++) await while500ms()
  expect(asked).toBe(before)
})

test('only what was changed is sent; a secret stays unless it is replaced', async () => {
  const day = ordinaryDay()
  let sent: unknown
  const page = await operator(day, {}, ({ method, body }) => {
    if (method !== 'PATCH') return undefined
    sent = body
    return day.links[0]
  })
  const edit = `${server.url}/settings/links/${day.links[0]!.id}?edit=true`
  await page.goto(edit)
  await page.getByText('How this carrier differs').click()
  await page.getByRole('button', { name: /Put Window back/ }).click()
  await page.getByLabel('Country').fill('CA')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await page.getByRole('link', { name: 'Edit' }).waitFor()
  expect(sent).toMatchObject({ settings: { window: null, country: 'CA' } })
  await page.goto(edit)
  await page.getByRole('button', { name: 'Replace: Password' }).click()
  await page.getByLabel('New: Password').fill('changed')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await page.getByRole('link', { name: 'Edit' }).waitFor()
  expect(sent).toMatchObject({ settings: { password: 'changed' } })
})

test('what the server refuses stands beside the field, or says what to do', async () => {
  const day = ordinaryDay()
  let answer: Refusal | null = new Refusal({
    ...{ status: 422, code: 'settings_not_right', title: 'The settings are not right.', remedy: 'Correct them.' },
    fields: [{ path: 'settings.country', message: 'no such country' }],
  })
  const page = await operator(day, {}, ({ method }) => {
    if (method === 'PATCH' && answer) throw answer
    return undefined
  })
  await page.goto(`${server.url}/settings/links/${day.links[0]!.id}?edit=true`)
  await page.getByText('How this carrier differs').click()
  await page.getByLabel('Country').fill('XX')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await page.getByText('No such country').waitFor()
  await page.getByRole('alert').getByText('What is wrong stands beside the fields').waitFor()
  answer = new Refusal({ status: 503, code: 'key_unavailable', title: 'The key cannot be had.', remedy: 'Give the key back.' })
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await page.getByRole('alert').getByText('The key cannot be had. Give the key back.').waitFor()
})

test('by keyboard alone: to the settings, down the list, into a link', async () => {
  const page = await operator(ordinaryDay())
  await page.getByRole('link', { name: 'Settings', exact: true }).focus()
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { level: 1, name: 'Carriers and links' }).waitFor()
  await page.getByRole('link', { name: 'Atlantic east' }).focus()
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { level: 1, name: 'Atlantic east' }).waitFor()
  await page.getByRole('button', { name: 'More' }).focus()
  await page.keyboard.press('ArrowDown')
  await page.getByRole('menuitem', { name: 'Test the connection…' }).waitFor()
  await page.keyboard.press('Escape')
})

test('a call to a webhook says what it told, where that stands in the log, and leads to the message', async () => {
  const day = ordinaryDay()
  const page = await operator(day)
  await page.goto(`${server.url}/settings/webhooks/${day.webhooks[0]!.id}`)
  const call = page.getByRole('listitem').filter({ hasText: 'no answer within 10 s' })
  await call.getByText('message.delivered', { exact: true }).waitFor()
  await call.getByText('no. 48,190 to 48,211').waitFor()
  const link = call.getByRole('link', { name: 'the message' })
  expect(await link.getAttribute('href')).toBe(`/messages/${day.deliveries[2]!.messageIds[0]}`)
  const trial = page.getByRole('listitem').filter({ hasText: 'webhook.test' })
  expect(await trial.getByText(/^no\. /).count()).toBe(0)
})

test('on a phone the settings are reached from the menu, and the way back is on every page', async () => {
  const page = await operator(ordinaryDay(), PHONE)
  await page.getByRole('button', { name: /settings and sign-out/ }).click()
  await page.getByRole('menuitem', { name: 'Settings' }).click()
  await page.getByRole('heading', { level: 1, name: 'Settings' }).waitFor()
  await page.getByRole('link', { name: /^Webhooks/ }).click()
  await page.getByRole('heading', { level: 1, name: 'Webhooks' }).waitFor()
  await page.getByRole('link', { name: 'Settings', exact: true }).click()
  await page.getByRole('heading', { level: 1, name: 'Settings' }).waitFor()
})
