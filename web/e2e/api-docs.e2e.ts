import type { FastifyInstance } from 'fastify'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { onlyDescribed } from '../../scripts/openapi.ts'
import { launchBrowser } from '../../test/support/browser.ts'
import { expectAccessible, expectNoSidewaysScroll, type Look, PHONE, visit } from './support/open.ts'

/** The API's description as people read it, in a real browser, with the policy that the server sends. */

let browser: Browser
let http: FastifyInstance
let url: string

beforeAll(async () => {
  const made = await onlyDescribed()
  http = made.http
  url = await http.listen({ host: '127.0.0.1', port: 0 })
  browser = await launchBrowser()
})

afterAll(async () => {
  await browser?.close()
  await http?.close()
})

/** The page, and all that was asked for and refused on the way. */
async function opened(look: Look): Promise<{ page: Page; asked: string[]; troubles: string[] }> {
  const page = await (await visit(browser, look)).newPage()
  const asked: string[] = []
  const troubles: string[] = []
  page.on('request', (it) => asked.push(it.url()))
  page.on('response', (it) => it.status() >= 400 && troubles.push(`${it.status()} ${it.url()}`))
  page.on('console', (it) => it.type() === 'error' && troubles.push(it.text()))
  await page.goto(`${url}/docs`)
  return { page, asked, troubles }
}

const looks: [string, Look][] = [
  ['light', { theme: 'light' }],
  ['dark', { theme: 'dark' }],
  ['light, on a phone', { theme: 'light', ...PHONE }],
  ['dark, on a phone', { theme: 'dark', ...PHONE }],
]

for (const [name, look] of looks)
  test(`the page is accessible, fits, and lacks nothing: ${name}`, { timeout: 120_000 }, async () => {
    const { page, asked, troubles } = await opened(look)
    await page.locator('nav details').evaluateAll((all) => {
      for (const it of all) it.setAttribute('open', '')
    })
    await expectAccessible(page, `/docs, ${name}`)
    await expectNoSidewaysScroll(page, `/docs, ${name}`)
    expect(troubles).toEqual([])
    expect(asked.filter((it) => !it.startsWith(url))).toEqual([])
    expect(asked.filter((it) => it.endsWith('/docs/icon.svg'))).not.toEqual([])
  })

test('on a phone the text comes first, and the contents open where they are wanted', async () => {
  const { page } = await opened(PHONE)
  const title = page.getByRole('heading', { level: 1, name: 'Tandem API' })
  expect((await title.boundingBox())?.y).toBeLessThan(PHONE.height / 2)
  const messages = page.locator('nav summary', { hasText: 'messages' })
  expect(await messages.isVisible()).toBe(false)
  await page.locator('nav summary', { hasText: 'Contents' }).click()
  await messages.click()
  await page.locator('nav a[href="#postMessages"]').click()
  await expect.poll(async () => (await page.locator('#postMessages h3').boundingBox())?.y).toBeLessThan(PHONE.height)
  expect(new URL(page.url()).hash).toBe('#postMessages')
})

test('an operation shows its scope and how it is asked, and its links have no space to underline', async () => {
  const { page } = await opened({ theme: 'light' })
  const operation = page.locator('#postMessages')
  expect(await operation.locator('.scope').innerText()).toBe('Scope messages:send')
  expect(await operation.locator('pre').first().innerText()).toContain(`-d '{"to":"+14155550133","text":"Your bicycle is ready."}'`)
  expect(await operation.getByText('application/json', { exact: true }).count()).toBe(1)
  await operation.getByRole('link', { name: 'messages:send' }).click()
  await page.locator('#scope-messages-send').waitFor()
  const close = await page.locator('nav a[href="#deleteCarriersById"]').evaluate((it) => {
    const [method, path] = it.children
    it.closest('details')?.setAttribute('open', '')
    return {
      apart: path!.getBoundingClientRect().left - method!.getBoundingClientRect().right,
      texts: [...it.childNodes].map((one) => one.nodeType),
    }
  })
  expect(close.apart).toBeGreaterThan(3)
  expect(close.texts).toEqual([1, 1])
})
