import { describe, expect, test } from 'vitest'
import idCases from '../vectors/smpp/message-ids.json' with { type: 'json' }
import cases from '../vectors/smpp/receipts.json' with { type: 'json' }
import { dataSm, deliverSm } from './build.ts'
import { decode } from './decode.ts'
import { encode } from './encode.ts'
import { formatReceipt, type ReceiptStyle } from './format-receipt.ts'
import { type IdMode, messageIds } from './message-ids.ts'
import type { MessageState } from './message-state.ts'
import type { DeliverSm } from './pdu.ts'
import { parseReceipt, type ReceiptQuirks } from './receipt.ts'
import { octetsTlv, uintTlv } from './tlv.ts'

interface Case {
  because: string
  text?: string
  hex?: string
  esmClass: number
  dataCoding?: number
  tlvs?: { tag: number; value: string }[]
  quirks?: Partial<ReceiptQuirks>
  expect: object | null
}

test.each(cases as unknown as Case[])('$because', ({ text = '', hex, esmClass, dataCoding = 0, tlvs = [], quirks, expect: expected }) => {
  const shortMessage = hex === undefined ? Buffer.from(text, 'latin1') : Buffer.from(hex, 'hex')
  const raw = tlvs.map(({ tag, value }) => ({ tag, value: Buffer.from(value, 'hex') }))
  const receipt = parseReceipt(deliverSm({ esmClass, dataCoding, shortMessage, tlvs: raw }), quirks)
  if (expected === null) expect(receipt).toBeNull()
  else expect(receipt).toMatchObject(expected)
})

test('a receipt may come as data_sm', () => {
  const pdu = dataSm({ esmClass: 4, tlvs: [octetsTlv('message_payload', Buffer.from('id:5 stat:DELIVRD'))] })
  expect(parseReceipt(pdu)).toMatchObject({ ids: ['5'], state: 'delivered' })
})

describe('ids of responses and receipts meet, or not', () => {
  test.each(idCases)('$mode: $because', ({ mode, response, receipt, meet }) => {
    const filed = new Set(messageIds(response, mode as IdMode, 'response'))
    expect(messageIds(receipt, mode as IdMode, 'receipt').some((key) => filed.has(key))).toBe(meet)
  })

  test('the id as written is the first key', () => {
    expect(messageIds('00B8BE19', 'auto', 'response')[0]).toBe('00B8BE19')
  })

  test('an endless id is a name, not a number', () => {
    expect(messageIds('9'.repeat(60), 'respHex_dlrDec', 'receipt')).toEqual(['9'.repeat(60)])
  })
})

describe('what formatReceipt writes, parseReceipt reads', () => {
  const facts = {
    id: '00ab12',
    state: 'delivered',
    submitAt: 1_795_262_400_000,
    doneAt: 1_795_262_460_000,
    err: '000',
    text: 'hello',
  } as const
  const styles: [string, Partial<ReceiptStyle>, string[]][] = [
    ['the specification', {}, ['00ab12']],
    ['text only', { where: 'text' }, ['00ab12']],
    ['TLVs only', { where: 'tlv' }, ['00ab12']],
    ['an empty id in the text', { where: 'tlvId' }, ['00ab12']],
    ['no gaps', { gap: '' }, ['00ab12']],
    ['seconds and century', { dateDigits: 14 }, ['00ab12']],
    ['few keys in another order', { keys: ['stat', 'id'] }, ['00ab12']],
    ['capital Text', { textKey: 'Text' }, ['00ab12']],
    ['in message_payload', { inPayload: true }, ['00ab12']],
    ['UTF-16', { coding: 'utf16', where: 'text' }, ['00ab12']],
    ['ASCII that claims to be UCS-2', { coding: 'asciiAsUcs2', where: 'text' }, ['00ab12']],
    ['mode bits', { esmClassExtra: 0x03 }, ['00ab12']],
    ['no NUL', { omitNul: true, where: 'tlv' }, ['00ab12']],
    ['no state TLV', { omitState: true }, ['00ab12']],
    ['decimal id', { id: 'hexToDec' }, ['43794']],
    ['stripped id', { id: 'stripZeros' }, ['ab12']],
    ['capital id', { id: 'upper' }, ['00AB12']],
    ['padded id', { id: 'pad10' }, ['000000ab12']],
    ['their own word', { words: { delivered: 'DELIVERED' }, where: 'text' }, ['00ab12']],
  ]
  test.each(styles)('%s', (_, style, ids) => {
    const pdu = decode(encode(deliverSm({ source: '1555', dest: '1000', ...formatReceipt(facts, style) }))) as DeliverSm // just encoded
    expect(parseReceipt(pdu)).toMatchObject({ ids, state: 'delivered', final: true })
  })

  test.each([
    'undeliverable',
    'expired',
    'rejected',
    'deleted',
    'accepted',
    'enroute',
    'scheduled',
    'skipped',
    'unknown',
  ] satisfies MessageState[])('%s', (state) => {
    const text = deliverSm(formatReceipt({ ...facts, state }, { where: 'text' }))
    const tlv = deliverSm(formatReceipt({ ...facts, state }, { where: 'tlv' }))
    expect([parseReceipt(text)?.state, parseReceipt(tlv)?.state]).toEqual([state, state])
  })
})

test.each([
  { width: 2, value: 0xffff, reference: 0xffff },
  { width: 4, value: 0x10000, reference: undefined },
  { width: 4, value: 0xfa8ba247, reference: undefined },
])('a reference of $value in $width octets: ours have two, and larger ones would fit no column', ({ width, value, reference }) => {
  const tlvs = [uintTlv('user_message_reference', value, width)]
  expect(parseReceipt(deliverSm({ esmClass: 4, shortMessage: Buffer.from('id:5 stat:DELIVRD'), tlvs }))?.reference).toBe(reference)
})
