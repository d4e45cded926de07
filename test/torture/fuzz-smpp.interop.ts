import assert from 'node:assert/strict'
import { test } from 'vitest'
import { fuzzSmpp } from '../../torture/fuzz-smpp.ts'

/** The short form of `npm run torture fuzz-smpp`. Another seed each day, named so that a failure can be had again. */

const seed = Number(process.env['TORTURE_SEED'] ?? Math.floor(Date.now() / 86_400_000))

test(`20,000 malformed PDUs at each side, seed ${seed}`, { timeout: 60_000 }, async () => {
  const { troubles, rows } = await fuzzSmpp({ pdus: 20_000, seed })
  assert.deepEqual(troubles, [])
  for (const { side, pdus, alive, bad, taken } of rows) {
    assert.ok(pdus >= 20_000, side)
    assert.ok(alive > 0 && bad > 0 && taken > 0, `${side} was not tortured: ${JSON.stringify({ alive, bad, taken })}`)
  }
})
