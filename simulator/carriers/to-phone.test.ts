import assert from 'node:assert/strict'
import { test } from 'vitest'
import { submitSm } from '#src/protocols/smpp/build.ts'
import { octetsTlv, uintTlv } from '#src/protocols/smpp/tlv.ts'
import { pieceOf, textOf } from './to-phone.ts'

const sar = (ref: number, total: number, seq: number) => [
  ...[uintTlv('sar_msg_ref_num', ref), uintTlv('sar_total_segments', total), uintTlv('sar_segment_seqnum', seq)],
]
const hex = (text: string) => Buffer.from(text.replaceAll(' ', ''), 'hex')

const cases = [
  { pdu: submitSm({ shortMessage: hex('48 69 20 1b 65') }), text: 'Hi €', seq: undefined, because: 'data_coding 0 is GSM 7-bit' },
  { pdu: submitSm({ dataCoding: 8, shortMessage: hex('d83d de00') }), text: '😀', seq: undefined, because: '8 is UTF-16' },
  { pdu: submitSm({ dataCoding: 3, shortMessage: hex('e992') }), text: 'é\u0092', seq: undefined, because: '3 is Latin-1' },
  {
    pdu: submitSm({ dataCoding: 0xf1, shortMessage: hex('00') }),
    text: '@',
    seq: undefined,
    because: 'a message class is still GSM 7-bit',
  },
  {
    pdu: submitSm({ esmClass: 0x40, shortMessage: hex('0500031e0302 41') }),
    text: 'A',
    seq: 2,
    because: 'a header of 8 bits names the piece',
  },
  {
    pdu: submitSm({ esmClass: 0x43, shortMessage: hex('0608040a1e0303 42') }),
    text: 'B',
    seq: 3,
    because: 'so does one of 16, with mode bits beside',
  },
  { pdu: submitSm({ shortMessage: hex('43'), tlvs: sar(7, 2, 1) }), text: 'C', seq: 1, because: 'sar parameters do too' },
  { pdu: submitSm({ shortMessage: hex('44'), tlvs: sar(7, 2, 1).slice(1) }), text: 'D', seq: undefined, because: 'but only all three' },
  {
    pdu: submitSm({ tlvs: [octetsTlv('message_payload', hex('45'))] }),
    text: 'E',
    seq: undefined,
    because: 'the text may be in the payload',
  },
]

for (const { pdu, text, seq, because } of cases) {
  test(because, () => {
    const piece = pieceOf(pdu)
    assert.equal(textOf([piece]), text)
    assert.equal(piece.set?.seq, seq)
  })
}

test('addresses with and without a plus are the same, names stay names', () => {
  const of = (source: string) => pieceOf(submitSm({ source, dest: '12125550100' })).from
  assert.deepEqual([of('12065550100'), of('+12065550100'), of('HARBOR')], ['+12065550100', '+12065550100', 'HARBOR'])
})

test('a header that cannot be is an error, not a text', () => {
  assert.throws(() => pieceOf(submitSm({ esmClass: 0x40, shortMessage: hex('09 00') })), { name: 'GsmError' })
})
