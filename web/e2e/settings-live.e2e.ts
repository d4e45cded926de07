import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { copperline } from '../../simulator/carriers/copperline.ts'
import { startWorld, type World } from '../../simulator/world.ts'
import { launchBrowser } from '../../test/support/browser.ts'
import { Tandem } from '../../test/whole/support/tandem.ts'
import { builtApp } from './support/build.ts'
import { expectAccessible, visit } from './support/open.ts'

/** The operator's screens before the real server: a carrier is added by form, and its bind comes up. */

const northline = { ...copperline, name: 'Northline', systemId: 'us', password: 'n0rth', dropEveryS: 0, lines: [] }
const HELLO = '+12065550177'

let tandem: Tandem
let world: World
let browser: Browser
let context: BrowserContext
let page: Page

beforeAll(async () => {
  builtApp()
  tandem = await Tandem.make()
  await tandem.start({ world: true, env: { ALLOW_PRIVATE_WEBHOOKS: 'true' } })
  world = await startWorld({ carriers: [northline] })
  browser = await launchBrowser()
  context = await visit(browser)
  page = await context.newPage()
  await page.goto(tandem.url)
  await page.getByRole('button', { name: 'Enter as Ana Ruiz' }).click()
}, 180_000)
afterAll(async () => {
  await browser?.close()
  await world?.[Symbol.asyncDispose]()
  await tandem?.[Symbol.asyncDispose]()
})

const section = async (name: string, path: string) => {
  await page.goto(`${tandem.url}/settings/${path}`)
  await page.getByRole('heading', { level: 1, name }).waitFor()
}

test('a carrier is added by form: refused first, then its bind comes up, live', async () => {
  await page.getByRole('navigation', { name: 'Tandem' }).getByRole('link', { name: 'Settings' }).click()
  await page.getByRole('heading', { level: 1, name: 'Carriers and links' }).waitFor()
  await page.getByRole('listitem').filter({ hasText: 'Meridian Mobile' }).getByText('Up', { exact: true }).waitFor()
  await page.getByRole('link', { name: 'Add a carrier' }).click()
  await page.getByRole('radio', { name: /Text message/ }).check()
  await page.getByLabel('Carrier’s name').fill('Northline')
  await page.getByRole('button', { name: 'Save and open it' }).click()
  await page.getByText('This is needed.').first().waitFor()

  await page.getByLabel('Host', { exact: true }).fill('127.0.0.1')
  await page.getByLabel('Port', { exact: true }).fill(String(world.carriers[0]!.port))
  await page.getByLabel('System id').fill('us')
  await page.getByLabel('Password').fill('wrong')
  await page.getByRole('button', { name: 'Test the connection' }).click()
  await page.getByText('Connected to 127.0.0.1').waitFor()
  await page.getByText('It is there, and refuses us').waitFor()

  await page.getByLabel('Password').fill('n0rth')
  await page.getByText('How this carrier differs').click()
  await page.getByLabel('Plus sign').selectOption({ label: 'With: +14155550123' })
  await page.getByText('1 differs').waitFor()
  await page.getByRole('button', { name: 'Test the connection' }).click()
  await page.getByText('The carrier took our bind').waitFor()
  await page.getByText('It came up, and was closed again.').waitFor()
  await expectAccessible(page, 'the form with a trial')

  await page.getByRole('button', { name: 'Save and open it' }).click()
  await page.getByRole('heading', { level: 1, name: 'Northline' }).waitFor()
  await page
    .getByRole('status')
    .filter({ hasText: /^Up since/ })
    .waitFor()
  expect(world.carriers[0]!.sessions).toHaveLength(1)
  await page.getByText('Changed; default: Without: 14155550123').waitFor()
  expect(await page.getByText('n0rth').count()).toBe(0)
})

test('what the carrier does is seen without a reload', async () => {
  await world.carriers[0]![Symbol.asyncDispose]()
  await page.getByRole('status').filter({ hasText: /^Down/ }).waitFor()
  await page.getByText('Nothing listens there: check host and port.').waitFor()
  await world[Symbol.asyncDispose]()
  world = await startWorld({ carriers: [northline] })
  await page.getByRole('link', { name: 'Edit' }).click()
  await page.getByLabel('Port', { exact: true }).fill(String(world.carriers[0]!.port))
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await page
    .getByRole('status')
    .filter({ hasText: /^Up since/ })
    .waitFor()
})

test('a number is added with its line; then the link cannot be removed, and says why', async () => {
  await section('Numbers and lines', 'numbers')
  await page.getByRole('button', { name: 'Add a number' }).click()
  const dialog = page.getByRole('dialog', { name: 'Add a number' })
  await dialog.getByLabel('Number').fill('nonsense')
  await dialog.getByLabel('Name').fill('Deliveries')
  await dialog.getByLabel('Link').selectOption({ label: 'Northline (Text message)' })
  await dialog.getByRole('button', { name: 'Add it' }).click()
  await dialog.getByText('Is not a phone number', { exact: true }).waitFor()
  await dialog.getByLabel('Number').fill(HELLO)
  await dialog.getByRole('button', { name: 'Add it' }).click()
  await dialog.waitFor({ state: 'detached' })
  const card = page.getByRole('region', { name: '+1 206 555 0177' })
  await card.getByText('Up', { exact: true }).waitFor()

  await card.getByRole('link', { name: 'Northline' }).click()
  await page.getByRole('region', { name: 'Lines' }).getByText('Deliveries').waitFor()
  await page.getByRole('button', { name: 'More' }).click()
  await page.getByRole('menuitem', { name: 'Remove…' }).click()
  await page.getByRole('dialog').getByText('One line still uses this link.').waitFor()
  expect(await page.getByRole('dialog').getByRole('button', { name: 'Remove the link' }).count()).toBe(0)
  await page.keyboard.press('Escape')
})

test('a number and a carrier get other names', async () => {
  const rename = async (of: string, item: string, title: string, name: string) => {
    await page.getByRole('button', { name: `More for ${of}` }).click()
    await page.getByRole('menuitem', { name: item }).click()
    const dialog = page.getByRole('dialog', { name: title })
    await dialog.getByLabel('Name').fill(name)
    await dialog.getByRole('button', { name: 'Save' }).click()
    return dialog
  }
  await section('Numbers and lines', 'numbers')
  const labelled = await rename('+1 206 555 0177', 'Change the name…', 'What +1 206 555 0177 is called', 'Parcels')
  await labelled.waitFor({ state: 'detached' })
  await page.getByRole('region', { name: '+1 206 555 0177' }).getByText('Parcels').first().waitFor()

  await section('Carriers and links', 'links')
  const renamed = await rename('Northline', 'Rename…', 'Rename the carrier', 'Northline West')
  await renamed.waitFor({ state: 'detached' })
  await page.getByRole('heading', { level: 2, name: 'Northline West' }).waitFor()
})

test('rules are changed, and a list is filled by hand and from a file', async () => {
  await section('Rules for sending', 'policies')
  await page.getByLabel('Latest hour').fill('7')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await page.getByText('The latest hour must be after the earliest.').waitFor()
  await page.getByLabel('Latest hour').fill('20')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await page.getByText('This is what holds now.').waitFor()
  await page.reload()
  await expect.poll(() => page.getByLabel('Latest hour').inputValue()).toBe('20')

  const list = page.getByRole('region', { name: 'Blocked destinations' })
  await list.getByRole('button', { name: 'Add', exact: true }).click()
  await page.getByRole('dialog').getByRole('textbox').fill('+1900, premium rate\n+1 976')
  await page.getByRole('dialog').getByRole('button', { name: 'Add 2' }).click()
  await list.getByText('2 entries').waitFor()
  await list.getByText('premium rate', { exact: true }).waitFor()
  await list.getByRole('button', { name: 'Take +1976 off' }).click()
  await list.getByText('1 entry').waitFor()

  const load = (text: string) =>
    list.locator('input[type=file]').setInputFiles({ name: 'list.csv', mimeType: 'text/csv', buffer: Buffer.from(text) })
  await load('number,note\n+1900,premium\nnot a number\n')
  await page.getByRole('button', { name: 'Load it' }).click()
  await page.getByRole('alert').getByText('line 3: not a number').waitFor()
  await page.keyboard.press('Escape')
  await load(`number,note\n${Array.from({ length: 120 }, (_, i) => `+4491${i + 100},revenue share`).join('\n')}\n`)
  await page.getByRole('button', { name: 'Load it' }).click()
  await list.getByText('120 entries').waitFor()
  await list.getByLabel('Find in Blocked destinations').fill('449121')
  await list.getByText('+4491219').waitFor()
  await expect.poll(() => list.getByRole('listitem').count()).toBe(10)
})

test('a key is made, shown once, works, and is revoked', async () => {
  await section('API keys', 'keys')
  await page.getByRole('button', { name: 'Make a key' }).click()
  const dialog = page.getByRole('dialog', { name: 'Make a key' })
  await dialog.getByLabel('Name', { exact: true }).fill('Monitoring')
  await dialog.getByRole('button', { name: /^Look/ }).click()
  await dialog.getByRole('button', { name: 'Make the key' }).click()
  const shown = page.getByRole('dialog', { name: 'Copy the key now' })
  const key = await shown.locator('code').first().textContent()
  const ask = () => fetch(`${tandem.url}/v1/links`, { headers: { authorization: `Bearer ${key}` } }).then(({ status }) => status)
  expect(await ask()).toBe(200)
  await shown.getByRole('button', { name: 'I have it' }).click()
  expect(await page.getByText(key!).count()).toBe(0)
  await page.getByRole('button', { name: 'Revoke Monitoring' }).click()
  await page.getByRole('button', { name: 'Revoke it for good' }).click()
  await page.getByRole('region', { name: 'Revoked' }).getByText('Monitoring').waitFor()
  expect(await ask()).toBe(401)
})

test('a webhook is added, tried, and shows every call', async () => {
  const calls: string[] = []
  let answer = 200
  const listening = createServer((request, response) => {
    calls.push(String(request.headers['tandem-signature']))
    request.resume()
    response.writeHead(answer).end(answer === 200 ? 'thank you' : 'the shop is closed')
  })
  const url = await addressOf(listening)
  try {
    await section('Webhooks', 'webhooks')
    await page.getByRole('button', { name: 'Add a webhook' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Address').fill(url)
    await dialog.getByLabel('Name (optional)').fill('Booking system')
    await dialog.getByRole('button', { name: 'Add it' }).click()
    await dialog.getByText(/^whsec_/).waitFor()
    await dialog.getByRole('button', { name: 'I have it' }).click()
    await page.getByRole('heading', { level: 1, name: 'Booking system' }).waitFor()
    await page.getByRole('button', { name: 'Send a test call' }).click()
    await page.getByRole('region', { name: 'How it goes' }).getByText('answered 200').waitFor()
    expect(calls.at(-1)).toMatch(/^t=\d+,v1=/)
    answer = 503
    await page.getByRole('button', { name: 'Send a test call' }).click()
    await page.getByRole('region', { name: 'How it goes' }).getByText('the shop is closed').waitFor()
    await page.getByRole('region', { name: 'Calls' }).getByText('answered 503').first().waitFor()
    await page.getByRole('button', { name: 'Pause', exact: true }).click()
    await page.getByText('Paused by Ana Ruiz.').waitFor()
    await page.getByRole('button', { name: 'Resume' }).click()
    await page.getByRole('button', { name: 'Pause', exact: true }).waitFor()
  } finally {
    listening.close()
  }
})

test('health says how it is', async () => {
  await section('Health', 'health')
  await page.getByText(/^PostgreSQL 1\d.* answers in/).waitFor()
  await page.getByText('All 3 are up.').waitFor()
  await expectAccessible(page, 'health')
})

async function addressOf(server: Server): Promise<string> {
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook` // as: it listens on a port
}
