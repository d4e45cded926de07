import assert from 'node:assert/strict'
import fc from 'fast-check'
import { test } from 'vitest'
import type { Fragment, Receipt, Received } from '#src/message/happening.ts'
import { textOf } from '#src/message/message.ts'
import { segment } from '#src/protocols/gsm/segment.ts'
import { deliverSm } from '#src/protocols/smpp/build.ts'
import { octetsTlv, uintTlv } from '#src/protocols/smpp/tlv.ts'
import { happeningOf, join } from './decode.ts'
import { settings } from './settings.ts'

/** What carriers are known to do, each a setting: how a text is read, and what a receipt says. */

const carrier = (but: object = {}) => settings.parse({ host: 'smsc', systemId: 'us', password: 'x', ...but })
const now = new Date('2026-01-05T12:00:00Z')
const heard = (pdu: object, but = {}) =>
  happeningOf(deliverSm({ source: '14155550101', dest: '14155550100', sourceTon: 1, destTon: 1, ...pdu }), carrier(but), now)
const octets = (hex: string) => Buffer.from(hex, 'hex')

const texts = [
  { dataCoding: 0, hex: '48690000', expect: 'Hi@@', because: 'GSM 03.38 begins with @' },
  { dataCoding: 0, hex: '48690000', but: { defaultAlphabet: 'latin1' }, expect: 'Hi\0\0', because: 'this carrier means Latin-1 by it' },
  { dataCoding: 0, hex: '1b65', expect: '€', because: 'the extension' },
  { dataCoding: 0, hex: '00480069', expect: '@H@i', because: 'nobody said that this is UCS-2' },
  { dataCoding: 0, hex: '00480069', but: { sniffUcs2: true }, expect: 'Hi', because: 'every other octet is a zero' },
  { dataCoding: 0, hex: '4869', but: { sniffUcs2: true }, expect: 'Hi', because: 'too short to tell' },
  { dataCoding: 1, hex: '4040', expect: '@@', because: 'ASCII' },
  { dataCoding: 3, hex: 'e9', expect: 'é', because: 'Latin-1' },
  { dataCoding: 3, hex: '80', expect: '\x80', because: 'as it is written, not as browsers read it' },
  { dataCoding: 8, hex: '0436d83dde00', expect: 'ж😀', because: 'UCS-2, and what is really UTF-16' },
  { dataCoding: 2, hex: 'cafe', expect: 'cafe', because: 'octets that are no text are shown as such' },
  { dataCoding: 5, hex: '82a0', expect: 'あ', because: 'Shift-JIS' },
  { dataCoding: 0xf0, hex: '4869', expect: 'Hi', because: 'a message class' },
  { dataCoding: 0xf4, hex: '4869', expect: '4869', because: 'a message class, and octets' },
  { dataCoding: 0xe0, hex: '00480069', expect: 'Hi', because: 'a waiting message in UCS-2' },
  { dataCoding: 0x99, hex: '4869', expect: 'Hi', because: 'reserved: the default it is' },
] as const
for (const { dataCoding, hex, expect, because, ...rest } of texts)
  test(`data_coding ${dataCoding} ${hex}${'but' in rest ? ` with ${JSON.stringify(rest.but)}` : ''}: ${because}`, () => {
    const it = heard({ dataCoding, shortMessage: octets(hex) }, 'but' in rest ? rest.but : {}) as Received
    assert.equal(textOf(it.parts), expect)
  })

test('a text in message_payload', () => {
  const it = heard({ tlvs: [octetsTlv('message_payload', octets('4869'))] }) as Received
  assert.equal(textOf(it.parts), 'Hi')
})

test('marked as having a header and having none: the words are what matters', () => {
  const it = heard({ esmClass: 0x40, shortMessage: octets('ff4869') }) as Received
  assert.equal(it.kind, 'received')
})

for (const udh of ['udh8', 'udh16'] as const)
  test(`segments with ${udh}, cut in the middle of a pair: joined before they are read`, () => {
    const words = `${'x'.repeat(66)}😀${'y'.repeat(80)}`
    const cut = segment(words, { ref: 7, udh })
    const pieces = cut.segments.map(
      ({ userData }) => heard({ esmClass: 0x40, dataCoding: cut.dataCoding, shortMessage: userData }) as Fragment,
    )
    assert.deepEqual(
      pieces.map(({ seq, total }) => [seq, total]),
      cut.segments.map((_, i) => [i + 1, cut.segments.length]),
    )
    assert.equal(new Set(pieces.map(({ reference }) => reference)).size, 1)
    assert.equal(textOf(join(pieces.map(({ piece }) => piece))), words)
    assert.match(textOf(join(pieces.map(({ piece }, i) => (i === 0 ? null : piece)))), /…/)
  })

test('references of 8, of 16 bits and of SAR are three kinds', () => {
  const references = [
    heard({ esmClass: 0x40, shortMessage: octets('0500030702014869') }),
    heard({ esmClass: 0x40, shortMessage: octets('060804000702014869') }),
    heard({
      shortMessage: octets('4869'),
      tlvs: [uintTlv('sar_msg_ref_num', 7), uintTlv('sar_total_segments', 2), uintTlv('sar_segment_seqnum', 1)],
    }),
  ].map((it) => (it as Fragment).reference)
  assert.equal(new Set(references).size, 3)
})

const said = (words: string) => Buffer.from(words)
const line = 'id:0ABC sub:001 dlvrd:001 submit date:2601051100 done date:2601051101 stat:DELIVRD err:000 text:Secret words'
const receipts = [
  { pdu: { esmClass: 4, shortMessage: said(line) }, expect: { state: 'delivered', ids: ['0ABC', 'abc'] }, because: 'as in the appendix' },
  {
    pdu: { esmClass: 4, shortMessage: said(line) },
    but: { receiptOffsetMinutes: -480 },
    expect: { at: new Date('2026-01-05T19:01:00Z') },
    because: 'its clock stands on the west coast',
  },
  {
    pdu: { esmClass: 4, shortMessage: said(line.replace('0ABC', '31')) },
    but: { idMode: 'respHex_dlrDec' },
    expect: { ids: ['hd:31'] },
    because: 'decimal here, hexadecimal in the answer',
  },
  {
    pdu: { esmClass: 4, shortMessage: said(line.replace('DELIVRD', 'REJECTD')) },
    expect: { state: 'failed', why: 'blocked_by_carrier' },
    because: 'rejected is blocked',
  },
  { pdu: { esmClass: 4, shortMessage: said(line.replace('DELIVRD', 'EXPIRED')) }, expect: { state: 'expired' }, because: 'too late' },
  { pdu: { esmClass: 4, shortMessage: said(line.replace('DELIVRD', 'ENROUTE')) }, expect: { state: 'sent' }, because: 'on the way' },
  { pdu: { esmClass: 4, shortMessage: said('id:1') }, expect: { state: 'sent' }, because: 'without a state nothing has ended' },
  {
    pdu: { esmClass: 4, shortMessage: said(line), tlvs: [uintTlv('message_state', 5)] },
    expect: { state: 'failed' },
    because: 'the parameter is believed before the text',
  },
  {
    pdu: { esmClass: 4, shortMessage: said(line), tlvs: [uintTlv('message_state', 5)] },
    but: { receiptPrefers: 'text' },
    expect: { state: 'delivered' },
    because: 'unless the link says otherwise',
  },
  {
    pdu: { esmClass: 4, shortMessage: said(line), tlvs: [uintTlv('user_message_reference', 0xbeef)] },
    expect: { reference: 0xbeef, to: 'tel:+14155550101' },
    because: 'our reference, echoed, and the phone it is about',
  },
  { pdu: { shortMessage: said(line) }, but: { receiptUnmarked: true }, expect: { kind: 'receipt' }, because: 'it looks like one' },
  { pdu: { shortMessage: said(line) }, expect: { kind: 'received' }, because: 'people may write that' },
] as const
for (const { pdu, expect, because, ...rest } of receipts)
  test(`a receipt${'but' in rest ? ` with ${JSON.stringify(rest.but)}` : ''}: ${because}`, () =>
    assert.partialDeepStrictEqual(heard(pdu, 'but' in rest ? rest.but : {}), expect))

test('what the message said, which some repeat, is not among the carrier’s words', () => {
  const it = heard({ esmClass: 4, shortMessage: said(line) }) as Receipt
  assert.ok(!JSON.stringify(it).includes('Secret'))
})

test('whatever comes is heard as something, and what it is can be joined and written down', () => {
  const any = fc.record({
    esmClass: fc.integer({ min: 0, max: 255 }),
    dataCoding: fc.integer({ min: 0, max: 255 }),
    shortMessage: fc.uint8Array({ maxLength: 254 }),
    source: fc.string({ maxLength: 20 }),
    sourceTon: fc.integer({ min: 0, max: 7 }),
    tlvs: fc.array(
      fc.constantFrom(
        uintTlv('sar_msg_ref_num', 7),
        uintTlv('sar_total_segments', 3),
        uintTlv('sar_segment_seqnum', 2),
        uintTlv('message_state', 99),
        octetsTlv('message_payload', octets('00ff1b')),
        octetsTlv('receipted_message_id', octets('ff00')),
      ),
      { maxLength: 4 },
    ),
  })
  fc.assert(
    fc.property(any, fc.constantFrom({}, { sniffUcs2: true }, { receiptUnmarked: true }, { defaultAlphabet: 'ascii' }), (pdu, but) => {
      const it = heard(pdu, but)
      if (it.kind === 'fragment') assert.equal(typeof textOf(join([null, it.piece, null])), 'string')
      if (it.kind === 'received') assert.equal(typeof textOf(it.parts), 'string')
      if (it.kind === 'receipt') assert.ok(!Number.isNaN(it.at.getTime()))
    }),
    { numRuns: 2_000 },
  )
})
