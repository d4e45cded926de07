import assert from 'node:assert/strict'
import { test } from 'vitest'
import { sizeOf } from '#src/message/split.ts'
import { tlvUint, tlvValue } from '#src/protocols/smpp/tlv.ts'
import { message as like } from '../../../test/support/message.ts'
import { smpp } from './channel.ts'
import { submits } from './encode.ts'
import { settings } from './settings.ts'

const carrier = (but: object = {}) => settings.parse({ host: 'smsc', systemId: 'us', password: 'x', ...but })
/** Its last 16 bits are 0xbeef. */
const message = (text: string, but = {}) =>
  like({ id: '0190b2c0-0000-7000-8000-00000000beef', purpose: 'conversation', parts: [{ kind: 'text', text }], ...but })
const hex = (octets: Uint8Array | undefined) => Buffer.from(octets ?? []).toString('hex')

test('one short text: addresses, receipt wanted, validity, our reference', () => {
  const [pdu, ...others] = submits(message('Hi'), carrier())
  assert.deepEqual(others, [])
  assert.deepEqual(
    [pdu!.source, pdu!.dest, pdu!.registeredDelivery, pdu!.validityPeriod, pdu!.dataCoding, pdu!.esmClass, hex(pdu!.shortMessage)],
    ['14155550100', '14155550101', 1, '000001000000000R', 0, 0, '4869'],
  )
  assert.equal(tlvUint(pdu!.tlvs, 'user_message_reference'), 0xbeef)
})

const texts = [
  { text: '€', expect: [0, '1b65'], because: 'a sign of the extension' },
  { text: '@$_', expect: [0, '000211'], because: 'GSM 03.38 has them elsewhere' },
  { text: 'ж', expect: [8, '0436'], because: 'what GSM 7-bit cannot say goes as UCS-2' },
  { text: '@', but: { defaultAlphabet: 'latin1' }, expect: [8, '0040'], because: 'under data_coding 0 this carrier would read it wrongly' },
  { text: 'Hi', but: { defaultAlphabet: 'latin1' }, expect: [0, '4869'], because: 'this it reads as we do' },
  { text: '', expect: [0, ''], because: 'nothing to say is said' },
] as const
for (const { text, expect, because, ...rest } of texts)
  test(`“${text}”${'but' in rest ? ` with ${JSON.stringify(rest.but)}` : ''}: ${because}`, () => {
    const [pdu] = submits(message(text), carrier('but' in rest ? rest.but : {}))
    assert.deepEqual([pdu!.dataCoding, hex(pdu!.shortMessage)], expect)
  })

const purposes = [
  ['code', '000000001000000R'],
  ['keyword_reply', '000000000500000R'],
  ['service', '000002000000000R'],
] as const
for (const [purpose, expect] of purposes)
  test(`a ${purpose} is worth delivering until ${expect}`, () =>
    assert.equal(submits(message('Hi', { purpose }), carrier())[0]?.validityPeriod, expect))

test('a carrier that is not told keeps its own time', () =>
  assert.equal(submits(message('Hi'), carrier({ askValidity: false }))[0]?.validityPeriod, ''))

const long = 'x'.repeat(320)
const cuts = [
  { udh: 'udh8', expect: ['050003ef0301', '050003ef0302', '050003ef0303'], because: 'eight bits of our reference' },
  { udh: 'udh16', expect: ['060804beef0301', '060804beef0302', '060804beef0303'], because: 'all sixteen' },
] as const
for (const { udh, expect, because } of cuts)
  test(`a long text with ${udh}: ${because}`, () => {
    const pdus = submits(message(long), carrier({ udh }))
    assert.deepEqual(
      pdus.map(({ esmClass, shortMessage }) => [esmClass, hex(shortMessage.subarray(0, expect[0].length / 2))]),
      expect.map((header) => [0x40, header]),
    )
  })

test('a long text with SAR parameters has no header and all three of them', () => {
  const pdus = submits(message(long), carrier({ udh: 'sar' }))
  assert.deepEqual(
    pdus.map(({ esmClass, tlvs, shortMessage }) => [
      esmClass,
      shortMessage.length,
      ...(['sar_msg_ref_num', 'sar_total_segments', 'sar_segment_seqnum'] as const).map((name) => tlvUint(tlvs, name)),
    ]),
    [
      [0, 160, 0xbeef, 2, 1],
      [0, 160, 0xbeef, 2, 2],
    ],
  )
  assert.equal(tlvUint(submits(message('Hi'), carrier({ udh: 'sar' }))[0]!.tlvs, 'sar_msg_ref_num'), undefined)
})

test('a long text whole, in message_payload; a short one as ever', () => {
  const [pdu, ...others] = submits(message(long), carrier({ udh: 'payload' }))
  assert.deepEqual([others.length, pdu!.shortMessage.length, tlvValue(pdu!.tlvs, 'message_payload')?.length], [0, 0, 320])
  assert.equal(submits(message('x'.repeat(254)), carrier({ udh: 'payload' }))[0]?.shortMessage.length, 254)
})

for (const udh of ['udh8', 'udh16', 'sar'] as const)
  for (const text of ['x'.repeat(160), 'x'.repeat(161), 'x'.repeat(307), 'ж'.repeat(70), 'ж'.repeat(135), `${'x'.repeat(152)}€`])
    test(`${text.length} of ${text[0]} with ${udh}: as many segments as were counted`, () => {
      const it = carrier({ udh })
      assert.equal(submits(message(text), it).length, sizeOf([{ kind: 'text', text }], smpp.abilities(it)).segments)
    })

test('a plus, where the carrier wants one', () => {
  const [pdu] = submits(message('Hi'), carrier({ numberFormat: 'plus' }))
  assert.deepEqual([pdu!.source, pdu!.dest], ['+14155550100', '+14155550101'])
})
