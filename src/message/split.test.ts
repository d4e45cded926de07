import assert from 'node:assert/strict'
import { test } from 'vitest'
import type { Abilities } from './abilities.ts'
import type { Part } from './message.ts'
import { sizeOf } from './split.ts'

const sms: Abilities = { textLength: 39_015, segments: { encoding: 'gsm', udh: 'udh8' }, media: [], receipts: true }
const chat: Abilities = { textLength: 10, media: ['image/png'], receipts: true }
const said = (text: string): Part[] => [{ kind: 'text', text }]

const cases = [
  { because: 'an empty message is still one', parts: said(''), on: sms, expect: { segments: 1, encoding: 'gsm7', tooLong: false } },
  {
    because: '160 plain letters fit one',
    parts: said('a'.repeat(160)),
    on: sms,
    expect: { segments: 1, encoding: 'gsm7', tooLong: false },
  },
  { because: 'the 161st opens a second', parts: said('a'.repeat(161)), on: sms, expect: { segments: 2, encoding: 'gsm7', tooLong: false } },
  {
    because: 'a euro is never cut in two',
    parts: said(`${'a'.repeat(152)}€${'a'.repeat(152)}`),
    on: sms,
    expect: { segments: 3, encoding: 'gsm7', tooLong: false },
  },
  {
    because: 'one letter GSM does not know makes all of them wide',
    parts: said(`${'a'.repeat(70)}あ`),
    on: sms,
    expect: { segments: 2, encoding: 'ucs2', tooLong: false },
  },
  {
    because: '255 segments are the most',
    parts: said('a'.repeat(153 * 255)),
    on: sms,
    expect: { segments: 255, encoding: 'gsm7', tooLong: false },
  },
  {
    because: 'and a letter more is too long',
    parts: said('a'.repeat(153 * 255 + 1)),
    on: sms,
    expect: { segments: 256, encoding: 'gsm7', tooLong: true },
  },
  {
    because: 'wide letters come to the end of the segments first',
    parts: said('あ'.repeat(67 * 255 + 1)),
    on: sms,
    expect: { segments: 256, encoding: 'ucs2', tooLong: true },
  },
  {
    because: 'a wider reference leaves less room',
    parts: said('a'.repeat(305)),
    on: { ...sms, segments: { encoding: 'gsm', udh: 'udh16' } },
    expect: { segments: 3, encoding: 'gsm7', tooLong: false },
  },
  {
    because: 'a line may take less than the protocol does',
    parts: said('a'.repeat(11)),
    on: { ...sms, textLength: 10 },
    expect: { segments: 1, encoding: 'gsm7', tooLong: true },
  },
  {
    because: 'elsewhere text is not cut',
    parts: said('あ'.repeat(10)),
    on: chat,
    expect: { segments: 1, encoding: 'utf8', tooLong: false },
  },
  { because: 'but has its length', parts: said('a'.repeat(11)), on: chat, expect: { segments: 1, encoding: 'utf8', tooLong: true } },
  {
    because: 'what is written under a picture counts',
    parts: [{ kind: 'media', url: 'https://example.com/a.png', type: 'image/png', caption: 'a'.repeat(11) }],
    on: chat,
    expect: { segments: 1, encoding: 'utf8', tooLong: true },
  },
] satisfies { because: string; parts: Part[]; on: Abilities; expect: ReturnType<typeof sizeOf> }[]

for (const { because, parts, on, expect } of cases) test(`size: ${because}`, () => assert.deepEqual(sizeOf(parts, on), expect))
