import fc from 'fast-check'
import { expect, test } from 'vitest'
import { bare, bind, bindResp, messageResp, submitSm } from './build.ts'
import { Connection } from './connection.ts'
import { decode } from './decode.ts'
import { encode } from './encode.ts'
import { Framer } from './frames.ts'
import type { Pdu } from './pdu.ts'

/** What may happen to a bound client, in any order. */
const happening = fc.oneof(
  fc.record({ kind: fc.constant('submit' as const), count: fc.integer({ min: 1, max: 30 }) }),
  fc.record({ kind: fc.constant('answer' as const), which: fc.nat(), status: fc.constantFrom(0, 0, 0, 0x0b, 0x58, 0x14) }),
  fc.record({ kind: fc.constant('stray' as const), sequence: fc.integer({ min: 0, max: 0xffffffff }) }),
  fc.record({ kind: fc.constant('pass' as const), ms: fc.integer({ min: 0, max: 40_000 }) }),
  fc.record({ kind: fc.constant('full' as const) }),
  fc.record({ kind: fc.constant('drained' as const) }),
  fc.record({ kind: fc.constant('nonsense' as const), bytes: fc.uint8Array({ maxLength: 30 }) }),
)

const bound = (expiry: 'drop' | 'forget') => {
  const [framer, sent, time] = [new Framer(), [] as Pdu[], { now: 0, takes: true }]
  const wire = {
    write: (bytes: Uint8Array) => {
      framer.push(Buffer.from(bytes))
      while (framer.next()) sent.push(decode(framer.buffer, framer.start, framer.end))
      return time.takes
    },
    ...{ idle: () => time.takes, backlog: () => 0, pause: () => {}, resume: () => {}, end: () => {}, destroy: () => {} },
  }
  const connection = new Connection('esme', wire, { onRequests: () => {}, onChange: () => {} }, () => time.now, { window: 20, expiry })
  connection.received(encode(bindResp(bind('bind_transceiver', {}), {})))
  return { connection, sent, time }
}

test('whatever happens, each place of each batch is settled exactly once, and no place in the window is lost', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(happening, { maxLength: 60 }),
      fc.constantFrom('drop' as const, 'forget' as const),
      async (happenings, expiry) => {
        const { connection, sent, time } = bound(expiry)
        const settled: number[] = []
        let submitted = 0
        for (const what of happenings) {
          if (what.kind === 'submit') {
            const first = submitted
            submitted += what.count
            connection.submit(
              Array.from({ length: what.count }, () => submitSm({ dest: '1555' })),
              (results) => settled.push(...results.map(({ at }) => first + at)),
            )
          } else if (what.kind === 'answer') {
            const requests = sent.filter(({ kind }) => kind === 'submit_sm')
            const sequence = requests[what.which % Math.max(1, requests.length)]?.sequence ?? 0
            connection.received(encode(messageResp('submit_sm_resp', { sequence, status: what.status })))
          } else if (what.kind === 'stray') connection.received(encode(bare('generic_nack', what.sequence, 8)))
          else if (what.kind === 'pass') {
            time.now += what.ms
            connection.tick()
          } else if (what.kind === 'full') time.takes = false
          else if (what.kind === 'drained') {
            time.takes = true
            connection.drained()
          } else connection.received(what.bytes)
          expect(connection.inFlight).toBeLessThanOrEqual(20)
        }
        connection.drop('closed_by_us')
        await Promise.resolve()
        expect(settled.toSorted((a, b) => a - b)).toEqual(Array.from({ length: submitted }, (_, i) => i))
        expect(connection.inFlight).toBe(0)
      },
    ),
    { numRuns: 300 },
  )
})
