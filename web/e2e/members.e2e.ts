import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchBrowser } from '../../test/support/browser.ts'
import { Tandem } from '../../test/whole/support/tandem.ts'
import { builtApp } from './support/build.ts'
import { expectAccessible, visit } from './support/open.ts'

/** Somebody is invited, comes in, is given more, and is removed: two browsers before the real server. */

let tandem: Tandem
let browser: Browser
let mine: BrowserContext
let theirs: BrowserContext
let page: Page
let hers: Page

beforeAll(async () => {
  builtApp()
  tandem = await Tandem.make()
  await tandem.start({ world: true })
  browser = await launchBrowser()
  mine = await visit(browser)
  theirs = await visit(browser, { theme: 'dark' })
  page = await mine.newPage()
  hers = await theirs.newPage()
  await page.goto(tandem.url)
  await page.getByRole('button', { name: 'Enter as Ana Ruiz' }).click()
  await page.getByRole('navigation', { name: 'Tandem' }).waitFor()
  await page.goto(`${tandem.url}/settings/members`)
}, 180_000)
afterAll(async () => {
  await browser?.close()
  await tandem?.[Symbol.asyncDispose]()
})

const open = () => page.getByRole('region', { name: 'Open invitations' })
const row = (name: string) => page.getByRole('listitem').filter({ hasText: name })

async function invite(name: string, role: string): Promise<string> {
  await page.getByRole('button', { name: 'Invite somebody' }).click()
  const dialog = page.getByRole('dialog', { name: 'Invite somebody' })
  await dialog.getByLabel('For whom').fill(name)
  await dialog.getByRole('radio', { name: role }).check()
  await dialog.getByRole('button', { name: 'Make the link' }).click()
  const shown = page.getByRole('dialog', { name: 'Copy the link now' })
  const link = (await shown.locator('code').textContent()) ?? ''
  await expectAccessible(page, 'the link')
  await shown.getByRole('button', { name: 'Copy' }).click()
  await shown.getByRole('button', { name: 'Copied' }).waitFor()
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(link)
  await shown.getByRole('button', { name: 'I have it' }).click()
  await shown.waitFor({ state: 'detached' })
  return link
}

test('an invitation that is taken back opens nothing', async () => {
  const link = await invite('Somebody else', 'Member')
  await open().getByText('Somebody else').waitFor()
  expect(await page.getByText(link).count()).toBe(0)
  await open().getByRole('button', { name: 'Take back the invitation for Somebody else' }).click()
  await page.getByRole('button', { name: 'Take it back' }).click()
  await open().getByText('None.').waitFor()
  await hers.goto(link)
  await hers.getByText('This link was taken back.').waitFor()
})

test('whoever opens the link comes in, and is seen without a reload', async () => {
  const link = await invite('Priya, evenings', 'Member')
  await hers.goto(link)
  await hers.getByLabel('Your name').fill('Priya Raman')
  await hers.getByLabel('E-mail').fill('priya@example.com')
  await hers.getByLabel('Make a passkey on this device').uncheck()
  await hers.getByLabel('Password').fill('a long enough password')
  await hers.getByRole('button', { name: 'Join' }).click()
  await hers.getByRole('navigation', { name: 'Tandem' }).waitFor()
  await row('Priya Raman').getByText('priya@example.com').waitFor()
  await open().getByText('None.').waitFor()
})

test('another role shows at once in the browser of whom it was given', async () => {
  // where the link led: this machine by its name
  await hers.goto(new URL('/settings/members', hers.url()).href)
  await hers.getByText('You can look, and not change').waitFor()
  await page.getByRole('button', { name: 'Change Priya Raman' }).click()
  await page.getByRole('menuitem', { name: 'Change role…' }).click()
  await page.getByRole('radio', { name: 'Admin' }).check()
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await row('Priya Raman').getByText('Admin', { exact: true }).waitFor()
  await hers.getByRole('button', { name: 'Invite somebody' }).waitFor()
})

test('the only owner stays, and is told why', async () => {
  await page.getByRole('button', { name: 'Change Ana Ruiz' }).click()
  await page.getByRole('menuitem', { name: 'Leave the workspace…' }).click()
  await page.getByRole('dialog').getByText('You are the only owner').waitFor()
  expect(await page.getByRole('dialog').getByRole('button', { name: 'Leave it' }).count()).toBe(0)
  await page.keyboard.press('Escape')
})

test('who is removed is at the door, with the page they had open', async () => {
  await page.getByRole('button', { name: 'Change Priya Raman' }).focus()
  await page.keyboard.press('ArrowDown')
  await page.getByRole('menuitem', { name: 'Remove…' }).waitFor()
  await page.keyboard.press('End')
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog', { name: 'Remove Priya Raman?' })
  await dialog.getByLabel('Their conversations go to').selectOption({ label: 'Ana Ruiz' })
  await expectAccessible(page, 'a removal')
  await dialog.getByRole('button', { name: 'Remove them' }).click()
  await row('Priya Raman').waitFor({ state: 'detached' })
  await hers.waitForURL(/\/sign-in/, { timeout: 20_000 })
})
