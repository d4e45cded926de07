import type { Browser, BrowserContext, CDPSession, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { commandWith } from '#src/cli/for-tests/command.ts'
import { launchBrowser } from '../../test/support/browser.ts'
import { Tandem } from '../../test/whole/support/tandem.ts'
import { builtApp } from './support/build.ts'
import { expectAccessible, visit } from './support/open.ts'

/** Passkeys from end to end: the real server, a real browser, and the device Chromium itself pretends. */

let tandem: Tandem
let browser: Browser
let context: BrowserContext
let page: Page
let device: CDPSession
let authenticatorId: string
let inbox: string

beforeAll(async () => {
  builtApp()
  tandem = await Tandem.make()
  await tandem.start()
  inbox = `http://localhost:${tandem.port}`
  browser = await launchBrowser()
  context = await visit(browser)
  page = await context.newPage()
  device = await context.newCDPSession(page)
  await device.send('WebAuthn.enable')
  const made = await device.send('WebAuthn.addVirtualAuthenticator', {
    options: { protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true, isUserVerified: true },
  })
  authenticatorId = made.authenticatorId
}, 180_000)
afterAll(async () => {
  await browser?.close()
  await tandem?.[Symbol.asyncDispose]()
})

const credentials = async () => (await device.send('WebAuthn.getCredentials', { authenticatorId })).credentials
const byPasskey = () => page.getByRole('button', { name: 'Sign in with a passkey' })
const refusal = () => page.getByRole('alert').filter({ hasText: /./ })
const inside = () => page.getByRole('button', { name: /settings and sign-out$/ })

async function signOut(): Promise<void> {
  await inside().click()
  await page.getByRole('menuitem', { name: 'Sign out' }).click()
  await byPasskey().waitFor()
}

async function addPasskey(label: string): Promise<void> {
  await inside().click()
  await page.getByRole('menuitem', { name: 'Add a passkey' }).click()
  await page.getByLabel('What you call it').fill(label)
  await page.getByRole('dialog').getByRole('button', { name: 'Add a passkey' }).click()
}

test('the first owner joins with a passkey and nothing else, leaves, and comes in with it', async () => {
  const tandemCommand = commandWith(() => ({ DATA_DIR: tandem.dataDir, PORT: String(tandem.port) }))
  const { said, wrong } = await tandemCommand(['workspace', 'create', '--name', 'Riverside Dental', '--json'])
  expect(wrong).toBe('')
  await page.goto((JSON.parse(said) as { link: string }).link)
  await page.getByLabel('Your name').fill('Ines Prado')
  await page.getByLabel('E-mail').fill('ines@example.com')
  await page.getByRole('button', { name: 'Join' }).click()
  await inside().waitFor()
  const [made, ...others] = await credentials()
  expect(others).toEqual([])
  expect(made).toMatchObject({ rpId: 'localhost', isResidentCredential: true, signCount: 1 })

  await signOut()
  await byPasskey().click()
  await inside().waitFor()
  expect(await page.getByText('Ines Prado').first().textContent()).toContain('Ines Prado')
  expect((await credentials())[0]?.signCount).toBe(2)
})

test('a device that has one already says so; a second device adds another', async () => {
  await addPasskey('This device')
  const dialog = page.getByRole('dialog')
  await dialog.getByText('It was not added. There is a passkey of yours on this device already.').waitFor()
  await page.keyboard.press('Escape')

  await device.send('WebAuthn.clearCredentials', { authenticatorId })
  await addPasskey('A new phone')
  await dialog.getByRole('status').getByText('Done. Next time you can sign in with it.').waitFor()
  await expectAccessible(page, 'a passkey was added')
  await page.keyboard.press('Escape')
  const labels = await tandem.database(async (client) => (await client.query<{ label: string }>('select label from passkeys')).rows)
  expect(labels.map(({ label }) => label).toSorted()).toEqual(['A new phone', 'Ines Prado’s passkey'])
})

test('whoever calls it off reads that, and may try again', async () => {
  await signOut()
  await device.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: false })
  await byPasskey().click()
  await refusal().getByText('It was called off, or took too long.').waitFor()
  await expectAccessible(page, 'a passkey called off')
  await device.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: true })
  await byPasskey().click()
  await inside().waitFor()
})

test('a passkey that the server knows no more does not open the door', async () => {
  await signOut()
  await tandem.database((client) => client.query('delete from passkeys'))
  await byPasskey().click()
  await refusal().getByText('This passkey does not open this door. Use another one, or your password.').waitFor()
  expect(new URL(page.url()).pathname).toBe('/sign-in')
  expect((await context.cookies()).filter(({ name }) => name === 'tandem_session')).toEqual([])
})

test('at an address that passkeys do not belong to, the page says where they do', async () => {
  await page.goto(`http://127.0.0.1:${tandem.port}`)
  await byPasskey().click()
  await refusal().getByText(`Passkeys belong to one address, and this page is at another. Open ${inbox} and do it there.`).waitFor()
})
