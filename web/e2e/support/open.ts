import AxeBuilder from '@axe-core/playwright'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { expect } from 'vitest'

/** How every browser test begins: a person with a browser of their own. */

export type Look = { theme?: 'light' | 'dark'; width?: number; height?: number }

const wide = { width: 1280, height: 800 }
export const PHONE = { width: 390, height: 844 }

export async function visit(
  browser: Browser,
  { theme = 'light', width = wide.width, height = wide.height }: Look = {},
): Promise<BrowserContext> {
  const context = await browser.newContext({ colorScheme: theme, viewport: { width, height }, reducedMotion: 'reduce', locale: 'en-US' })
  await context.grantPermissions(['clipboard-read', 'clipboard-write']).catch(() => undefined)
  context.setDefaultTimeout(10_000)
  return context
}

/** By the door of the demo. */
export async function enterAs(context: BrowserContext, url: string, name: string): Promise<Page> {
  const page = await context.newPage()
  await page.goto(url)
  await page.getByRole('button', { name: `Enter as ${name}` }).click()
  await page.getByRole('navigation', { name: 'Conversations' }).waitFor()
  return page
}

/** No violation of WCAG 2.2 AA that axe can see, nor of its good practices. */
export async function expectAccessible(page: Page, what: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .exclude('iframe')
    .analyze()
  const found = violations.map(
    (it) =>
      `${it.id}: ${it.help}\n  ${it.nodes.map((node) => `${node.target.join(' ')} ${node.failureSummary?.split('\n')[1] ?? ''}`).join('\n  ')}`,
  )
  expect(found, what).toEqual([])
}

/** Nothing to scroll sideways: WCAG 1.4.10. */
export async function expectNoSidewaysScroll(page: Page, what: string): Promise<void> {
  const wider = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
  expect(wider, what).toBeLessThanOrEqual(0)
}
