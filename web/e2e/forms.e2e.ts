import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { launchBrowser } from '../../test/support/browser.ts'
import { builtApp } from './support/build.ts'
import { enterAs, expectAccessible, type Look, PHONE, visit } from './support/open.ts'
import { type Operated, ordinaryDay } from './support/operated.ts'
import { type Pretend, pretend } from './support/pretend.ts'
import { JOIN_TOKEN } from './support/pretend-routes.ts'
import { pretendSettings, Refusal } from './support/pretend-settings.ts'
import { clinic } from './support/seed.ts'

/** Forms: where the focus goes, what stands beside a field, and what is asked before something typed is lost. */

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
async function operator(it: Operated, does?: Does, look: Look = {}): Promise<Page> {
  context = await visit(browser, look)
  await pretendSettings(context, it, does)
  return enterAs(context, server.url, 'Ana Lindqvist')
}
const focused = (page: Page) => page.evaluate(() => document.activeElement?.tagName)
const scrolled = (page: Page) => page.evaluate(() => document.getElementById('main')?.scrollTop)

for (const [name, look] of [
  ['on a wide screen', {}],
  ['on a phone', PHONE],
] as const)
  test(`a saved link opens at its top, its name in focus: ${name}`, async () => {
    const day = ordinaryDay()
    const page = await operator(
      day,
      ({ method, path }) => {
        if (method !== 'POST') return undefined
        return path === '/v1/carriers' ? { id: day.carriers[0]!.id, name: 'Northline', links: 0 } : day.links[0]
      },
      look,
    )
    await page.goto(`${server.url}/settings/links/new`)
    expect(await focused(page)).toBe('BODY')
    await page.getByRole('radio', { name: /Text message/ }).check()
    await page.getByLabel('Carrier’s name').fill('Northline')
    await page.getByLabel('Host', { exact: true }).fill('smsc.example.com')
    await page.getByLabel('System id').fill('us')
    await page.getByLabel('Password').fill('x')
    await page.getByText('How this carrier differs').click()
    await page.getByRole('button', { name: 'Save and open it' }).click()
    await page.getByRole('heading', { level: 1, name: 'Atlantic east' }).waitFor()
    await expect.poll(() => focused(page)).toBe('H1')
    expect(await scrolled(page)).toBe(0)
    await expectAccessible(page, 'the link, saved')
    await page.getByRole('link', { name: 'Edit' }).click()
    await page.getByText('How this carrier differs').click()
    await page.getByRole('button', { name: 'Save', exact: true }).scrollIntoViewIfNeeded()
    await page.getByRole('link', { name: 'Cancel' }).click()
    await expect.poll(() => focused(page)).toBe('H1')
    expect(await scrolled(page)).toBe(0)
  })

test('a message’s page has its heading in focus', async () => {
  const page = await operator(ordinaryDay())
  const [talk] = [...server.world.talks.values()]
  await page.goto(`${server.url}/inbox/${talk!.id}`)
  await page.getByRole('main').waitFor()
  await page.evaluate((path) => {
    history.pushState({}, '', path)
    dispatchEvent(new PopStateEvent('popstate'))
  }, `/messages/${talk!.messages[0]!.id}`)
  await page.getByRole('heading', { name: 'What happened' }).waitFor()
  await expect.poll(() => focused(page)).toBe('H1')
})

test('a wrong rule has the focus, whoever finds it', async () => {
  const page = await operator(ordinaryDay(), ({ method }) => {
    if (method !== 'PUT') return undefined
    throw new Refusal({
      ...{ status: 422, code: 'settings_not_right', title: 'The settings are not right.', remedy: 'Correct what is marked.' },
      fields: [{ path: 'quietHours.closes', message: 'the latest hour must be after the earliest' }],
    })
  })
  await page.goto(`${server.url}/settings/policies`)
  const isFocused = (label: string) => page.getByLabel(label).evaluate((it) => it === document.activeElement)
  await page.getByLabel('Earliest hour').fill('30')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect.poll(() => isFocused('Earliest hour')).toBe(true)
  await page.getByLabel('Earliest hour').fill('22')
  await page.getByText('22:00').waitFor()
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect.poll(() => isFocused('Latest hour')).toBe(true)
  await page.getByText('The latest hour must be after the earliest', { exact: true }).waitFor()
})

test('rules that are not saved are not lost without a word', async () => {
  const page = await operator(ordinaryDay())
  await page.goto(`${server.url}/settings/policies`)
  const leave = () => page.getByRole('navigation', { name: 'Settings' }).getByRole('link', { name: 'Members' }).click()
  await page.getByLabel('Earliest hour').fill('9')
  await leave()
  const dialog = page.getByRole('dialog', { name: 'Leave without saving?' })
  await dialog.waitFor()
  await expectAccessible(page, 'the question')
  await dialog.getByRole('button', { name: 'Stay' }).click()
  await dialog.waitFor({ state: 'detached' })
  expect(await page.getByLabel('Earliest hour').inputValue()).toBe('9')
  const asked = new Promise<string>((tell) => page.once('dialog', (it) => (tell(it.type()), void it.accept())))
  await page.reload()
  expect(await asked).toBe('beforeunload')
  await page.getByLabel('Earliest hour').fill('9')
  await leave()
  await dialog.getByRole('button', { name: 'Leave without saving' }).click()
  await page.getByRole('heading', { level: 1, name: 'Members' }).waitFor()
  await dialog.waitFor({ state: 'detached' })
})

test('a link that is not saved is not lost without a word, and asks nothing once it is', async () => {
  const day = ordinaryDay()
  const east = day.links[0]!
  let saved = 0
  const page = await operator(day, ({ method }) => (method === 'PATCH' ? (saved++, east) : undefined))
  const view = `/settings/links/${east.id}`
  const dialog = page.getByRole('dialog', { name: 'Leave without saving?' })
  const cancel = page.getByRole('link', { name: 'Cancel' })
  await page.goto(server.url + view)
  const edit = page.getByRole('link', { name: 'Edit' })
  for (const [label, typed] of [
    ['Link’s name', 'Atlantic north'],
    ['Host', 'smsc2.example.com'],
  ] as const) {
    await edit.click()
    const field = page.getByLabel(label, { exact: true })
    const before = await field.inputValue()
    await field.fill(typed)
    await page.getByRole('navigation', { name: 'Settings' }).getByRole('link', { name: 'Members' }).click()
    await dialog.waitFor()
    await expectAccessible(page, `the question about ${label}`)
    await dialog.getByRole('button', { name: 'Stay' }).click()
    await dialog.waitFor({ state: 'detached' })
    expect(await field.inputValue()).toBe(typed)
    await cancel.click()
    await dialog.getByRole('button', { name: 'Leave without saving' }).click()
    await edit.click()
    expect(await field.inputValue()).toBe(before)
    await field.fill(typed)
    await field.fill(before)
    await cancel.click()
    await edit.click()
    await field.fill(typed)
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await edit.waitFor()
    expect(await dialog.count()).toBe(0)
  }
  expect(saved).toBe(2)
  expect(new URL(page.url()).pathname).toBe(view)
})

test('a carrier half filled in is not lost without a word, and asks nothing once it is saved', async () => {
  const day = ordinaryDay()
  const page = await operator(day, ({ method, path }) => {
    if (method !== 'POST') return undefined
    return path === '/v1/carriers' ? { id: day.carriers[0]!.id, name: 'Northline', links: 0 } : day.links[0]
  })
  const dialog = page.getByRole('dialog', { name: 'Leave without saving?' })
  const leave = () => page.getByRole('link', { name: 'Cancel' }).click()
  const begin = async () => {
    await page.getByRole('link', { name: 'Add a carrier' }).click()
    await page.getByRole('radio', { name: /Text message/ }).check()
  }
  await page.goto(`${server.url}/settings/links`)
  await begin()
  await leave()
  for (const label of ['Carrier’s name', 'Link’s name', 'Password']) {
    await begin()
    const field = page.getByLabel(label, { exact: true })
    await field.fill('Northline')
    await leave()
    await dialog.getByRole('button', { name: 'Stay' }).click()
    await dialog.waitFor({ state: 'detached' })
    expect(await field.inputValue()).toBe('Northline')
    await leave()
    await dialog.getByRole('button', { name: 'Leave without saving' }).click()
  }
  await begin()
  await page.getByLabel('Carrier’s name').fill('Northline')
  await page.getByLabel('Host', { exact: true }).fill('smsc.example.com')
  const asked = new Promise<string>((tell) => page.once('dialog', (it) => (tell(it.type()), void it.dismiss())))
  await page.evaluate(() => setTimeout(() => location.reload()))
  expect(await asked).toBe('beforeunload')
  await page.getByLabel('System id').fill('us')
  await page.getByLabel('Password').fill('x')
  await page.getByRole('button', { name: 'Save and open it' }).click()
  await page.getByRole('heading', { level: 1, name: 'Atlantic east' }).waitFor()
  expect(await dialog.count()).toBe(0)
})

test('a dialog begins at its first field, and says beside it what is missing', async () => {
  const page = await operator(ordinaryDay())
  for (const [path, open, label, send] of [
    ['keys', 'Make a key', 'Name', 'Make the key'],
    ['numbers', 'Add a number', 'Number', 'Add it'],
    ['members', 'Invite somebody', 'For whom', 'Make the link'],
  ] as const) {
    await page.goto(`${server.url}/settings/${path}`)
    await page.getByRole('button', { name: open }).click()
    const dialog = page.getByRole('dialog')
    const field = dialog.getByLabel(label, { exact: true })
    const has = () => field.evaluate((it) => it === document.activeElement)
    await expect.poll(has, { message: path }).toBe(true)
    await dialog.getByRole('button', { name: send }).click()
    await dialog.getByText('This is needed.').first().waitFor()
    await expect.poll(has, { message: path }).toBe(true)
    expect(await field.getAttribute('aria-invalid')).toBe('true')
    await expectAccessible(page, `${path}, something missing`)
    await field.fill('x')
    await expect.poll(() => field.getAttribute('aria-invalid')).toBe('false')
  }
})

test('a webhook without a whole address is told beside the field, whoever finds it', async () => {
  const day = ordinaryDay()
  const sent: string[] = []
  const page = await operator(day, ({ method, path }) => {
    if (method === 'GET') return undefined
    sent.push(`${method} ${path}`)
    throw new Refusal({
      ...{ status: 422, code: 'malformed', title: 'The request is not right.', remedy: 'Correct what is marked.' },
      fields: [{ path: 'url', message: 'it leads to a private network' }],
    })
  })
  const address = `/v1/webhooks/${day.webhooks[0]!.id}`
  for (const [path, open, send, call] of [
    ['webhooks', () => page.getByRole('button', { name: 'Add a webhook' }).click(), 'Add it', 'POST /v1/webhooks'],
    [`webhooks/${day.webhooks[0]!.id}`, () => openEdit(page), 'Save', `PATCH ${address}`],
  ] as const) {
    await page.goto(`${server.url}/settings/${path}`)
    await open()
    const dialog = page.getByRole('dialog')
    const field = dialog.getByLabel('Address', { exact: true })
    const has = () => field.evaluate((it) => it === document.activeElement)
    await expect.poll(has, { message: path }).toBe(true)
    await field.fill('')
    await dialog.getByLabel('Name (optional)').focus()
    await dialog.getByRole('button', { name: send }).click()
    await dialog.getByText('This is needed.').waitFor()
    await expect.poll(has, { message: path }).toBe(true)
    await expectAccessible(page, `${path}, something missing`)
    await field.fill('booking')
    await dialog.getByText('A whole address, like https://example.com/path.').waitFor()
    await field.fill('https://booking.example.com/hooks')
    await expect.poll(() => field.getAttribute('aria-invalid')).toBe('false')
    expect(sent).toEqual([])
    await dialog.getByRole('button', { name: send }).click()
    await dialog.getByText('It leads to a private network').waitFor()
    await expect.poll(has, { message: path }).toBe(true)
    expect(sent.splice(0)).toEqual([call])
  }
})

async function openEdit(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'More', exact: true }).click()
  await page.getByRole('menuitem', { name: 'Change address and kinds…' }).click()
}

test('whoever joins is told beside the field what is missing', async () => {
  context = await visit(browser)
  const page = await context.newPage()
  await page.goto(`${server.url}/join/${JOIN_TOKEN}`)
  await page.getByLabel('Your name').fill('Priya')
  await page.getByLabel('E-mail').fill('priya')
  await page.getByLabel('Make a passkey on this device').uncheck()
  await page.getByRole('button', { name: 'Join' }).click()
  await page.getByText('A whole e-mail address').waitFor()
  await page.getByText('This is needed.').waitFor()
  await page.getByLabel('Password').fill('short')
  await page.getByText('At least 12 characters.').waitFor()
  await page.getByLabel('Make a passkey on this device').check()
  await page.getByLabel(/^Password/).fill('')
  await expect.poll(() => page.locator('[aria-invalid=true]').count()).toBe(1)
})

test('the way on from a link that stays on this machine needs no scrolling at 320 px', async () => {
  const day = ordinaryDay()
  const page = await operator(
    day,
    ({ method, path }) => {
      if (method !== 'POST' || path !== '/v1/invitations') return undefined
      return { ...day.invitations[0]!, link: `http://127.0.0.1:8080/join/${'x'.repeat(43)}` }
    },
    { width: 320, height: 640 },
  )
  await page.goto(`${server.url}/settings/members`)
  await page.getByRole('button', { name: 'Invite somebody' }).click()
  await page.getByLabel('For whom').fill('Priya, evenings')
  await page.getByRole('button', { name: 'Make the link' }).click()
  await page.getByText('It leads to this very machine').waitFor()
  const dialog = (await page.getByRole('dialog').boundingBox())!
  const button = (await page.getByRole('button', { name: 'I have it' }).boundingBox())!
  expect(button.y + button.height).toBeLessThanOrEqual(dialog.y + dialog.height)
})

test('a trial says what the settings mean', async () => {
  const day = ordinaryDay()
  const page = await operator(day, ({ method }) => {
    if (method !== 'POST') return undefined
    return {
      ...{ ok: true, up: true, aliveMs: 3, ms: 20, steps: ['The carrier took our bind.'], said: 'It came up, and was closed again.' },
      advice: [
        { what: 'Encryption', is: 'right', said: 'TLS' },
        { what: 'Throughput', is: 'unknown', said: 'window 50, no limit is set', remedy: 'Set perSecond to what the contract says.' },
      ],
    }
  })
  await page.goto(`${server.url}/settings/links/${day.links[0]!.id}?edit=true`)
  await page.getByRole('button', { name: 'Test the connection' }).click()
  await page.getByText('Set perSecond to what the contract says.').waitFor()
  await page.getByText('Throughput').first().waitFor()
  await expectAccessible(page, 'what is advised')
})

test('how long ago is said in whole words', async () => {
  const page = await operator(ordinaryDay())
  await page.goto(`${server.url}/settings/keys`)
  await page
    .getByText(/Last used 6 min ago/)
    .first()
    .waitFor()
})

test('the browser that looks is one of those that are open', async () => {
  const day = ordinaryDay()
  day.health.liveBrowsers = 0
  const page = await operator(day)
  await page.goto(`${server.url}/settings/health`)
  await page.getByText('connected', { exact: true }).waitFor()
  expect(await page.getByText('Open browsers').locator('xpath=following-sibling::dd').textContent()).toBe('1')
})
