import assert from 'node:assert/strict'
import { afterAll, beforeAll, test } from 'vitest'
import { thread } from '#src/conversations/views.ts'
import { type Asked, type Business, hear, openBusiness, startAsked } from './support/app.ts'

/** A thread is paged from its end, from its beginning and from its middle, and every way gives every message once, in order. */

let asked: Asked
let shop: Business
let conversation: string
let all: string[]
beforeAll(async () => {
  asked = await startAsked()
  shop = await openBusiness(asked, 'shop', '+12125550100')
  for (const n of [1, 2, 3, 4, 5, 6]) await hear(asked.app, shop, `text ${n}`)
  const answer = await asked.ask('GET', '/v1/conversations?q=5550198', { key: shop.key })
  conversation = (answer.json() as { items: { id: string }[] }).items[0]!.id // it has just been written to
  all = (await page('limit=100')).ids
})
afterAll(() => asked?.[Symbol.asyncDispose]())

async function page(query: string) {
  const answer = await asked.ask('GET', `/v1/conversations/${conversation}/messages?${query}`, { key: shop.key })
  assert.equal(answer.status, 200, answer.text)
  const { items, before, after } = thread.parse(answer.json())
  return { ids: items.map(({ id }) => id), before, after }
}

/** From a page on, while it says that there is more. */
async function readOn(way: 'before' | 'after', from: string | null): Promise<string[][]> {
  const pages: string[][] = []
  for (let next = from; next !== null; ) {
    const one = await page(`limit=2&${way}=${next}`)
    pages.push(one.ids)
    next = one[way]
  }
  return pages
}

test('whole, it is all there, and nothing is before or after', async () => {
  assert.equal(all.length, 7)
  assert.deepEqual(await page('limit=100'), { ids: all, before: null, after: null })
})

test('from the end back to the beginning', async () => {
  const newest = await page('limit=2')
  assert.equal(newest.after, null)
  const older = await readOn('before', newest.before)
  assert.deepEqual([...older.toReversed(), newest.ids].flat(), all)
})

test('from the middle on to the end, and back to the beginning', async () => {
  const middle = await page(`limit=2&around=${all[3]}`)
  assert.ok(middle.ids.includes(all[3]!))
  const older = await readOn('before', middle.before)
  const newer = await readOn('after', middle.after)
  assert.deepEqual([...older.toReversed(), middle.ids, ...newer].flat(), all)
})

test('what comes meanwhile is on the last page; after the newest there is nothing', async () => {
  const last = await page(`limit=2&after=${all[4]}`)
  assert.deepEqual(last, { ids: all.slice(5), before: all[5], after: null })
  await hear(asked.app, shop, 'text 7')
  const more = await page(`limit=2&after=${all[6]}`)
  assert.equal(more.ids.length, 1)
  assert.deepEqual(await page(`after=${more.ids[0]}`), { ids: [], before: null, after: null })
})

test('two places at once are refused, and a stranger’s thread is not there', async () => {
  const answer = await asked.ask('GET', `/v1/conversations/${conversation}/messages?before=${all[3]}&after=${all[3]}`, { key: shop.key })
  assert.equal(answer.status, 400, answer.text)
  const other = await openBusiness(asked, 'other', '+13105550142')
  const theirs = await asked.ask('GET', `/v1/conversations/${conversation}/messages?after=${all[0]}`, { key: other.key })
  assert.equal(theirs.status, 404)
})
