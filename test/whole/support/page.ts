import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'

/** What a person does in the browser. */

const root = join(import.meta.dirname, '..', '..', '..')

/** The web app as the sources have it now. */
export function buildPages(): void {
  const build = 'const { buildWeb } = await import("./scripts/boot/web.mjs"); await buildWeb(process.execPath)'
  execFileSync(process.execPath, ['--input-type=module', '-e', build], { cwd: root, stdio: 'inherit' })
}

/** Comes in by the demo door. */
export async function enterBrowser(browser: Browser, url: string, name = 'Ana Ruiz'): Promise<Page> {
  const page = await (await browser.newContext({ viewport: { width: 1280, height: 900 } })).newPage()
  await page.goto(url)
  await page.getByRole('button', { name: `Enter as ${name}` }).click()
  await page.getByRole('searchbox').waitFor()
  return page
}

export const openConversation = (page: Page, words: string): Promise<void> =>
  page.locator('a[data-row]', { hasText: words }).first().click()

/** Types an answer and sends it. */
export async function answer(page: Page, text: string): Promise<void> {
  const box = page.getByRole('textbox', { name: /message|reply|text/i }).last()
  await box.fill(text)
  await box.press('Enter')
}

/** The bubble with these words, at the end of the thread. */
export const bubble = (page: Page, words: string) => page.locator('li', { hasText: words }).last()
