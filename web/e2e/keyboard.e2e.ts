import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchBrowser } from '../../test/support/browser.ts'
import { builtApp } from './support/build.ts'
import { enterAs, visit } from './support/open.ts'
import { type Pretend, pretend } from './support/pretend.ts'
import { clinic } from './support/seed.ts'

let browser: Browser
let server: Pretend

beforeAll(async () => {
  builtApp()
  server = await pretend(clinic())
  browser = await launchBrowser()
})

afterAll(async () => {
  await browser?.close()
  await server?.close()
})

test('a shift without a mouse: find, open, take, answer, look into it, search, begin anew', async () => {
  const context = await visit(browser)
  const page = await enterAs(context, server.url, 'Ana Lindqvist')
  const press = (...keys: string[]) => keys.reduce((before, key) => before.then(() => page.keyboard.press(key)), Promise.resolve())
  const focused = () => page.evaluate(() => document.activeElement?.textContent ?? '')

  await press('j', 'j')
  await expect.poll(focused).toContain('Omar Haddad')
  await press('k', 'j', 'Enter')
  await page.getByRole('heading', { name: 'Omar Haddad' }).first().waitFor()

  await press('m')
  await page.getByRole('button', { name: 'Assigned to you. Change' }).waitFor()
  await press('a')
  await page.getByRole('menuitemradio', { name: 'Ben Okafor' }).waitFor()
  await page.keyboard.type('Ben')
  await press('Enter')
  await page.getByRole('button', { name: 'Assigned to Ben Okafor. Change' }).waitFor()

  await press('r')
  await page.keyboard.type('Twice a day; the bottle is wrong')
  await press('Control+Enter')
  const thread = page.getByRole('region', { name: 'Messages with Omar Haddad' })
  await thread.getByText('Twice a day; the bottle is wrong').waitFor()
  expect(await thread.getByText('Twice a day; the bottle is wrong').count()).toBe(1)

  await press('Escape')
  await thread.focus()
  await press('ArrowUp', 'ArrowUp', 'ArrowDown', 'Enter')
  await page.getByRole('heading', { name: 'What happened' }).waitFor()
  await page.goBack()

  await press('/')
  await page.keyboard.type('walk-ins')
  await expect.poll(() => page.getByRole('navigation', { name: 'Conversations' }).getByRole('link').count()).toBe(1)
  expect(page.url()).toContain('q=walk-ins')
  await press('Escape')
  await expect.poll(() => page.url()).not.toContain('q=')

  await press('c')
  await page.getByRole('textbox', { name: 'To' }).waitFor()
  await expect.poll(() => page.evaluate(() => document.activeElement?.tagName)).toBe('INPUT')
  await page.keyboard.type('+1 415 555 0199')
  await press('Tab')
  await page.keyboard.type('Your glasses are ready')
  await press('Control+Enter')
  await page.getByRole('heading', { name: '+1 415 555 0199' }).first().waitFor()

  await press('Control+k')
  await page.getByRole('combobox', { name: 'What to do' }).waitFor()
  await page.keyboard.type('mine')
  await press('Escape')
  await context.close()
})

test('keys are off where somebody types, and off altogether where somebody wants it so', async () => {
  const context = await visit(browser)
  const page = await enterAs(context, server.url, 'Ana Lindqvist')
  await page.keyboard.press('/')
  await page.keyboard.type('cj?')
  expect(await page.getByRole('searchbox').inputValue()).toBe('cj?')
  await page.keyboard.press('Escape')
  await page.keyboard.press('?')
  await page.getByRole('switch', { name: 'Single-key shortcuts' }).click()
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'hidden' })
  await page.keyboard.press('c')
  await page.waitForTimeout(200)
  expect(page.url()).not.toContain('/new')
  await context.close()
})
