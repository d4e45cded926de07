import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { test } from 'vitest'
import { killing, shortRound } from '../../torture/kills.ts'

/** The short form of `npm run torture kills`: the server dies once, and Postgres once beneath a server that goes on. */

const seed = Number(process.env['TORTURE_SEED'] ?? Math.floor(Date.now() / 86_400_000))
const compiler = spawnSync('cc', ['--version']).status === 0
if (!compiler) console.warn('The carrier is written in C, and there is no cc here.')

test.skipIf(!compiler)(`two kills under full load, seed ${seed}`, { timeout: 180_000 }, async () => {
  const { troubles, count } = await killing({ victims: shortRound, seed })
  assert.deepEqual(troubles, [])
  assert.ok(count.accepted > 500 && count.delivered > 0, `that was no load: ${JSON.stringify(count)}`)
})
