import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'vitest'
import type { Message } from '#src/message/message.ts'
import type { Verdict } from '#src/message/verdict.ts'
import { message } from '../../test/support/message.ts'
import { policies } from './all.ts'
import { judge } from './judge.ts'
import type { Sources } from './policy.ts'

/** One list entry per message: what the policy would gather about it, and what it must say. */
type Case = { because: string; now: string; messages: Partial<Message>[]; facts: unknown[]; verdicts: unknown[] }

const sources = {} as Sources // nobody asks them: the case brings the facts

for (const policy of policies) {
  const file = join(import.meta.dirname, `${policy.name}.cases.json`)
  const cases: Case[] = JSON.parse(readFileSync(file, 'utf8'))

  for (const { because, now, messages, facts, verdicts } of cases)
    test(`${policy.name}: ${because}`, async () => {
      const batch = messages.map((it) => message(it))
      const gather = async (asked: Message[]) => asked.map((it) => facts[batch.indexOf(it)])
      const asking = { policies: [{ ...policy, gather }], sources, now: new Date(now), unavailable: assert.fail }
      const judged = await judge(batch, asking)
      assert.deepEqual(plain(judged.map(({ verdict }) => verdict)), verdicts)
    })
}

test('every policy has a name of its own', () => {
  assert.equal(new Set(policies.map(({ name }) => name)).size, policies.length)
})

const plain = (verdicts: Verdict[]): unknown => JSON.parse(JSON.stringify(verdicts))
