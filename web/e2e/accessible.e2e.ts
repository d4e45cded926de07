import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, test } from 'vitest'
import { launchBrowser } from '../../test/support/browser.ts'
import { builtApp } from './support/build.ts'
import { enterAs, expectAccessible, expectNoSidewaysScroll, type Look, PHONE, visit } from './support/open.ts'
import { type Pretend, pretend } from './support/pretend.ts'
import { JOIN_TOKEN } from './support/pretend-routes.ts'
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

const looks: [string, Look][] = [
  ['light', { theme: 'light' }],
  ['dark', { theme: 'dark' }],
  ['light, on a phone', { theme: 'light', ...PHONE }],
  ['dark, on a phone', { theme: 'dark', ...PHONE }],
  ['light, 320 px wide', { theme: 'light', width: 320, height: 640 }],
]

for (const [name, look] of looks) {
  test(`every page is accessible: ${name}`, async () => {
    const [lena, , , ruth, jonas, pat] = [...server.world.talks.values()]
    const context = await visit(browser, look)
    const page = await context.newPage()
    const at = async (path: string, ready: () => Promise<void>) => {
      await page.goto(server.url + path)
      await ready()
      await expectAccessible(page, `${path}, ${name}`)
      await expectNoSidewaysScroll(page, `${path}, ${name}`)
    }
    const heading = (it: string) => () => page.getByRole('heading', { name: it, exact: true }).first().waitFor()

    await at('/sign-in', () => page.getByRole('button', { name: 'Enter as Ana Lindqvist' }).waitFor())
    await at(`/join/${JOIN_TOKEN}`, heading('Join Harbour Street Clinic'))
    await at('/join/used', heading('This link does not open anything'))
    await page.close()

    const inside = await enterAs(context, server.url, 'Ana Lindqvist')
    const go = async (path: string, ready: string) => {
      await inside.goto(server.url + path)
      await inside.getByText(ready, { exact: false }).first().waitFor()
      await inside.waitForTimeout(150)
      await expectAccessible(inside, `${path}, ${name}`)
      await expectNoSidewaysScroll(inside, `${path}, ${name}`)
    }
    await go('/inbox', 'Lena Fischer')
    await go('/inbox?q=sofa', 'Nothing found')
    await go(`/inbox/${lena!.id}`, 'Will do')
    await go(`/inbox/${ruth!.id}`, 'In doubt')
    await go(`/inbox/${jonas!.id}`, 'Failed')
    await go(`/inbox/${pat!.id}`, 'has opted out')
    await go('/inbox/new', 'New conversation')
    await go(`/messages/${lena!.messages[6]!.id}`, 'What happened')
    await go('/nowhere', 'There is nothing at this address')

    await inside.goto(`${server.url}/inbox/${lena!.id}`)
    await inside.getByRole('textbox', { name: 'Reply to Lena' }).fill('It’s fine')
    await inside.getByRole('button', { name: 'Replace' }).waitFor()
    await expectAccessible(inside, `the composer, ${name}`)
    await inside.getByRole('textbox', { name: 'Reply to Lena' }).fill('')
    await inside.keyboard.press('Escape')
    await inside.keyboard.press('?')
    await inside.getByRole('dialog', { name: 'Keyboard and sending' }).waitFor()
    await inside.waitForTimeout(200)
    await expectAccessible(inside, `the keyboard overlay, ${name}`)
    await context.close()
  })
}
