import assert from 'node:assert/strict'
import { afterAll, beforeAll, test } from 'vitest'
import { type Asked, type Business, openBusiness, startAsked } from './support/app.ts'

/** The list of contacts: paged without a gap, found by digits, and nobody else's. */

let asked: Asked
let ours: Business
let theirs: Business
beforeAll(async () => {
  asked = await startAsked()
  ours = await openBusiness(asked, 'applecart', '+12125550100')
  theirs = await openBusiness(asked, 'zebrafish', '+13105550142')
  const body = ['+12125550171', '+12125550172', '+12125550173'].map((to) => ({ to, text: 'Ready' }))
  await asked.ask('POST', '/v1/messages', { key: ours.key, body })
})
afterAll(() => asked?.[Symbol.asyncDispose]())

type Page = { items: { id: string; addresses: { uri: string }[] }[]; next: string | null }
const page = async (query: string, business = ours): Promise<Page> =>
  (await asked.ask('GET', `/v1/contacts${query}`, { key: business.key })).json()

test('pages follow each other without a gap, the newest first', async () => {
  const all = await page('')
  assert.ok(all.items.length >= 3)
  const found: string[] = []
  let next: string | null = null
  do {
    const some: Page = await page(`?limit=2${next ? `&before=${next}` : ''}`)
    found.push(...some.items.map(({ id }) => id))
    next = some.next
  } while (next)
  assert.deepEqual(
    found,
    all.items.map(({ id }) => id),
  )
})

test('digits in a row find a number, however they are written', async () => {
  const { items } = await page(`?number=${encodeURIComponent('555-0172')}`)
  assert.deepEqual(
    items.map(({ addresses }) => addresses[0]?.uri),
    ['tel:+12125550172'],
  )
  assert.equal((await asked.ask('GET', '/v1/contacts?number=ann', { key: ours.key })).status, 422)
})

test('another business has none of them', async () => {
  const { items } = await page('?number=5550172', theirs)
  assert.deepEqual(items, [])
})
