import assert from 'node:assert/strict'
import { test } from 'vitest'
import { deliverSm } from '#src/protocols/smpp/build.ts'
import { uintTlv } from '#src/protocols/smpp/tlv.ts'
import { happeningOf } from './decode.ts'
import { settings } from './settings.ts'

const link = settings.parse({ host: 'carrier', systemId: 'us', password: '' })

const places = [
  { total: [2, 1], seq: 1, kind: 'fragment', because: 'it is the first of two' },
  { total: [255, 2], seq: 255, kind: 'fragment', because: 'some carriers write two octets where one belongs' },
  { total: [256, 2], seq: 1, kind: 'received', because: 'nothing has so many segments' },
  { total: [70_000, 4], seq: 1, kind: 'received', because: 'what no column holds would be brought again for ever' },
  { total: [3, 1], seq: 4, kind: 'received', because: 'four of three is a mistake' },
] as const

for (const { total, seq, kind, because } of places)
  test(`segment ${seq} of ${total[0]} in ${total[1]} octets is ${kind}: ${because}`, () => {
    const tlvs = [uintTlv('sar_msg_ref_num', 7), uintTlv('sar_total_segments', total[0], total[1]), uintTlv('sar_segment_seqnum', seq, 2)]
    const pdu = deliverSm({ source: '15555550101', dest: '15555550100', shortMessage: Buffer.from('hi'), tlvs })
    assert.equal(happeningOf(pdu, link, new Date(0)).kind, kind)
  })
