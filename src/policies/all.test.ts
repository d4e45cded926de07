import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'vitest'
import type { Consent } from '#src/contacts/consent.ts'
import type { Message } from '#src/message/message.ts'
import { reasons } from '#src/message/reasons.ts'
import type { Verdict } from '#src/message/verdict.ts'
import { message } from '../../test/support/message.ts'
import { policies, policiesWith } from './all.ts'
import { judge } from './judge.ts'
import type { Policy, Sources, Zones } from './policy.ts'
import { prefixList } from './prefix-list.ts'
import { policySettings } from './settings.ts'

/** One list entry per message: what the sources would answer about it, and what the policy must say. */
type Case = { because: string; now: string; messages: Partial<Message>[]; facts?: Answers[]; allowFictional?: true; verdicts: unknown[] }
type Answers = { consents?: Consent; timeZones?: Zones; settings?: object; prefixLists?: { doNotOriginate?: string[]; blocked?: string[] } }

for (const { name } of policies) {
  const file = join(import.meta.dirname, `${name}.cases.json`)
  const cases: Case[] = JSON.parse(readFileSync(file, 'utf8'))
  assert.ok(cases.length > 0, `${name} has no cases`)

  for (const { because, now, messages, facts = [], allowFictional = false, verdicts } of cases)
    test(`${name}: ${because}`, async () => {
      const batch = messages.map((it) => message(withDates(it)))
      const asking = {
        policies: [named(name, allowFictional)],
        sources: answering(batch, facts),
        now: new Date(now),
        unavailable: assert.fail,
      }
      const judged = await judge(batch, asking)
      assert.deepEqual(plain(judged.map(({ verdict }) => verdict)), verdicts)
    })
}

test('every policy has a name of its own', () => {
  assert.equal(new Set(policies.map(({ name }) => name)).size, policies.length)
})

test('every reason has a sentence and a next step', () => {
  for (const [code, words] of Object.entries(reasons)) for (const it of words) assert.match(it, /^\p{Lu}.+\.$/su, code)
})

const named = (name: string, allowFictional: boolean): Policy<unknown> =>
  policiesWith({ allowFictional }).find((it) => it.name === name) ?? assert.fail(name)

/** A source that a case says nothing of must not be asked. */
function answering(batch: Message[], facts: Answers[]): Sources {
  const about = <T>(asked: Message[], answer: (it: Answers) => T | undefined): Promise<T[]> =>
    Promise.resolve(asked.map((it) => answer(facts[batch.indexOf(it)] ?? {}) ?? assert.fail('asked about what the case does not say')))
  return {
    consents: (asked) => about(asked, ({ consents }) => consents),
    timeZones: (asked) => about(asked, ({ timeZones }) => timeZones),
    settings: (asked) => about(asked, ({ settings = {} }) => policySettings.parse(settings)),
    prefixLists: (asked) =>
      about(asked, ({ prefixLists: { doNotOriginate = [], blocked = [] } = {} }) => ({
        doNotOriginate: prefixList(doNotOriginate),
        blocked: prefixList(blocked),
      })),
  }
}

const withDates = ({ answersAt, ...it }: Partial<Message>): Partial<Message> => (answersAt ? { ...it, answersAt: new Date(answersAt) } : it)

const plain = (verdicts: Verdict[]): unknown => JSON.parse(JSON.stringify(verdicts))
