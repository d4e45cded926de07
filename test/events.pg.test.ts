import assert from 'node:assert/strict'
import { afterAll, beforeAll, test } from 'vitest'
import { type Asked, type Business, openBusiness, startAsked } from './support/app.ts'

let asked: Asked
let shop: Business
beforeAll(async () => {
  asked = await startAsked()
  shop = await openBusiness(asked, 'shop', '+12125550100')
})
afterAll(() => asked?.[Symbol.asyncDispose]())

test('asked for the head of a stream alone, it does not stay open', { timeout: 5_000 }, async () => {
  const answer = await asked.ask('HEAD', '/v1/events', { key: shop.key, headers: { accept: 'text/event-stream' } })
  assert.deepEqual([answer.status, answer.headers['content-type'], answer.text], [200, 'text/event-stream', ''])
})
