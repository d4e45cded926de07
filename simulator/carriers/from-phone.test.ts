import assert from 'node:assert/strict'
import { test } from 'vitest'
import { submitSm } from '#src/protocols/smpp/build.ts'
import { decode } from '#src/protocols/smpp/decode.ts'
import { encode } from '#src/protocols/smpp/encode.ts'
import type { DeliverSm } from '#src/protocols/smpp/pdu.ts'
import { Jigsaw } from '../phones/jigsaw.ts'
import { excitement } from '../phones/personality.ts'
import { realTexts } from '../scenarios/real-messages.ts'
import { copperline } from './copperline.ts'
import { fromPhone } from './from-phone.ts'
import { meridianMobile } from './meridian-mobile.ts'
import { pieceOf, textOf } from './to-phone.ts'

/** Through bytes and back, last segment first. */
function roundTrip(pdus: readonly DeliverSm[]): string | null {
  const jigsaw = new Jigsaw()
  let text: string | null = null
  for (const pdu of [...pdus].reverse()) {
    const bytes = encode({ ...pdu, sequence: 1 })
    const back = decode(bytes, 0, bytes.length)
    assert.equal(back.kind, 'deliver_sm')
    const whole = jigsaw.add({ piece: pieceOf(submitSm({ ...(back as DeliverSm), status: 0 })), id: '' }) // its kind was just checked
    if (whole) text = textOf(whole.map(({ piece }) => piece))
  }
  return text
}

const plans = [meridianMobile, copperline]
const send = (text: string, plan = meridianMobile) =>
  fromPhone({ id: 'mo-1', from: '+12125550100', to: '+12065550100', text, ref: 77 }, plan)

for (const plan of plans) {
  test(`every real message survives ${plan.name}, byte for byte`, () => {
    const texts = realTexts()
    assert.equal(texts.length, 5_574)
    for (const text of texts) {
      const pdus = send(text, plan)
      assert.ok(pdus.every(({ shortMessage }) => shortMessage.length <= (pdus[0]?.dataCoding === 0 ? 160 : 140)))
      assert.deepEqual(Buffer.from(roundTrip(pdus) ?? ''), Buffer.from(text))
    }
  })
}

const shapes = [
  { text: 'ok', plan: meridianMobile, pdus: 1, dataCoding: 0, because: 'plain English is GSM 7-bit' },
  { text: 'a'.repeat(161), plan: meridianMobile, pdus: 2, dataCoding: 0, because: 'a 161st character takes a second segment' },
  { text: excitement, plan: meridianMobile, pdus: 3, dataCoding: 8, because: 'emoji take UCS-2, and this one three segments' },
  { text: 'Ça va ê', plan: meridianMobile, pdus: 1, dataCoding: 8, because: 'Meridian knows GSM 7-bit and UCS-2 only' },
  { text: 'Ça va ê', plan: copperline, pdus: 1, dataCoding: 3, because: 'Copperline says in Latin-1 what Latin-1 can say' },
  { text: 'ê'.repeat(141), plan: copperline, pdus: 2, dataCoding: 3, because: 'and cuts it at 140 octets' },
  { text: 'ê'.repeat(140), plan: copperline, pdus: 1, dataCoding: 3, because: 'not before' },
  { text: '\u0092', plan: copperline, pdus: 1, dataCoding: 3, because: 'a control character is one of Latin-1, and stays what it is' },
  { text: '\ud83d', plan: copperline, pdus: 1, dataCoding: 8, because: 'half an emoji is carried as it is' },
]

for (const { text, plan, pdus, dataCoding, because } of shapes) {
  test(`on ${plan.name}: ${because}`, () => {
    const sent = send(text, plan)
    assert.equal(sent.length, pdus)
    assert.equal(sent[0]?.dataCoding, dataCoding)
    assert.equal(sent[0]?.esmClass, pdus > 1 ? 0x40 : 0)
    assert.equal(roundTrip(sent), text)
  })
}

test('what no phone could send is not sent', () => {
  assert.throws(() => send('x'.repeat(40_000)), { name: 'GsmError', code: 'too_long' })
})
