import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchBrowser } from '../../test/support/browser.ts'
import { Tandem } from '../../test/whole/support/tandem.ts'
import { builtApp } from './support/build.ts'
import { visit } from './support/open.ts'

/** The customer's phone beside the inbox, of the real server and its simulated world. */

let tandem: Tandem
let browser: Browser

beforeAll(async () => {
  builtApp()
  tandem = await Tandem.make()
  await tandem.start({ world: true })
  browser = await launchBrowser()
}, 180_000)
afterAll(async () => {
  await browser?.close()
  await tandem?.[Symbol.asyncDispose]()
})

const phone = (page: Page) => page.frameLocator('iframe[title="The customer’s phone"]')
const numberOn = (page: Page) => phone(page).locator('#your-number').textContent({ timeout: 2_000 })

test('the phone in the pane is the same phone whatever is opened beside it', async () => {
  const address = /Tandem is running at (\S+)/.exec(tandem.process.said)?.[1] ?? ''
  const page = await (await visit(browser)).newPage()
  await page.goto(address)
  await page.getByRole('button', { name: 'Enter as Ana Ruiz' }).click()
  await expect.poll(() => numberOn(page), { timeout: 5_000 }).toMatch(/^\+1 /)
  const number = await numberOn(page)
  const text = async (words: string) => {
    await phone(page).getByRole('textbox').fill(words)
    await phone(page).getByRole('button', { name: 'Send' }).click()
  }
  const onPhone = (words: string) => phone(page).getByRole('listitem').filter({ hasText: words })

  await text('Is my bike ready?')
  const row = page.getByRole('navigation', { name: 'Conversations' }).getByRole('link').filter({ hasText: 'Is my bike ready?' })
  await row.click()
  await page
    .getByRole('region', { name: /^Messages with/ })
    .getByText('Is my bike ready?')
    .waitFor()
  await expect.poll(() => numberOn(page), { timeout: 5_000 }).toBe(number)

  await page.getByRole('textbox', { name: /^Reply to/ }).fill('At five')
  await page.keyboard.press('Enter')
  await onPhone('At five').waitFor()
  await onPhone('Is my bike ready?').waitFor()
  await page.reload()
  await onPhone('At five').waitFor()
  expect(await numberOn(page)).toBe(number)
  await page.context().close()
})
