import assert from 'node:assert/strict'
import { test } from 'vitest'
import { fuzzHttp } from '../../torture/fuzz-http.ts'

/** The short form of `npm run torture fuzz-http`. */

const seed = Number(process.env['TORTURE_SEED'] ?? Math.floor(Date.now() / 86_400_000))

test(`3,000 malformed requests, seed ${seed}`, { timeout: 120_000 }, async () => {
  const { troubles, requests, statuses } = await fuzzHttp({ requests: 3_000, seed })
  assert.deepEqual(troubles, [])
  assert.equal(requests, 3_000)
  for (const status of ['200', '400', '401', '404', '422'])
    assert.ok(statuses[status], `nothing was answered ${status}: that was no torture`)
})
