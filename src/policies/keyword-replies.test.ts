import assert from 'node:assert/strict'
import { test } from 'vitest'
import { count } from '#src/protocols/gsm/segment.ts'
import { replyTo } from './keyword-replies.ts'
import { keywordIn, languages } from './keywords.ts'
import { policySettings, usualSettings } from './settings.ts'

const usual = usualSettings.keywordReplies
const own = (but: object) => policySettings.parse({ keywordReplies: but }).keywordReplies
const kinds = ['stop', 'help', 'start'] as const
const latin = ['en', 'es', 'fr', 'tl', 'pt']

for (const language of languages)
  for (const kind of kinds)
    test(`the answer to ${kind} in ${language} is one segment that names us and a way out`, () => {
      const text = replyTo({ kind, language }, 'Marigold Dental Care', usual)
      const { segments, encoding } = count(text)
      assert.deepEqual({ segments, encoding }, { segments: 1, encoding: latin.includes(language) ? 'gsm7' : 'ucs2' }, text)
      assert.match(text, /^Marigold Dental Care ?[:：]/)
      assert.match(text, kind === 'stop' ? /START/ : /STOP/)
      assert.doesNotMatch(text, /[{}]| {2}/)
    })

test('every word we tell people to text is one we understand', () => {
  assert.deepEqual(
    ['START', 'HELP', 'STOP', 'AIDE'].map((word) => keywordIn(word)?.kind),
    ['start', 'help', 'stop', 'help'],
  )
})

const cases = [
  {
    because: 'help names where it can be had',
    kind: 'help',
    settings: own({ contact: 'Call +1 415 555 0100' }),
    expect: 'Ann’s: Call +1 415 555 0100. Msg&data rates may apply. Text STOP to opt out.',
  },
  {
    because: 'and goes without where nobody said',
    kind: 'help',
    settings: usual,
    expect: 'Ann’s: Msg&data rates may apply. Text STOP to opt out.',
  },
  {
    because: 'the workspace may say it its own way',
    kind: 'stop',
    settings: own({ stop: '{brand} says goodbye.' }),
    expect: 'Ann’s says goodbye.',
  },
  { because: 'what is not ours to fill stays', kind: 'stop', settings: own({ stop: 'Bye {name}' }), expect: 'Bye {name}' },
  {
    because: 'and always in its own language',
    kind: 'stop',
    settings: own({ language: 'pt' }),
    expect: 'Ann’s: Deixa de receber as nossas mensagens. Envie START para voltar a receber.',
  },
] as const

for (const { because, kind, settings, expect } of cases)
  test(`reply: ${because}`, () => assert.equal(replyTo({ kind, language: 'en' }, 'Ann’s', settings), expect))
