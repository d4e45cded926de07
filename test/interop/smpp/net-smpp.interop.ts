/** Perl's Net::SMPP as the client of our server, and as the carrier of our client: every PDU an ESME may send, both ways. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { cancelSm, dataSm, deliverSm, querySm, replaceSm, submitMulti, submitSm } from '../../../src/protocols/smpp/build.ts'
import { connect } from '../../../src/protocols/smpp/client.ts'
import type { EsmeRequest } from '../../../src/protocols/smpp/pdu.ts'
import { parseReceipt } from '../../../src/protocols/smpp/receipt.ts'
import { listen } from '../../../src/protocols/smpp/server.ts'
import type { ServerSession } from '../../../src/protocols/smpp/server-session.ts'
import type { Answer, Settled } from '../../../src/protocols/smpp/settled.ts'
import { octetsTlv, textTlv, tlvUint, tlvValue, uintTlv } from '../../../src/protocols/smpp/tlv.ts'
import { need } from '../install.ts'

const missing = need('libnet-smpp-perl', 'perl -MNet::SMPP -MJSON::PP')
if (missing) console.warn(missing)

const perl = (script: string, ...args: string[]) => {
  const program = spawn('perl', [fileURLToPath(new URL(script, import.meta.url)), ...args], { stdio: ['ignore', 'pipe', 'inherit'] })
  const lines: string[] = []
  const reader = createInterface({ input: program.stdout }).on('line', (line) => lines.push(line))
  return { lines, first: once(reader, 'line'), ended: once(reader, 'close') }
}
const answerTo = (pdu: EsmeRequest): Answer => {
  switch (pdu.kind) {
    case 'submit_sm':
      return pdu.dest === '666' ? 0x0b : { messageId: 't1' }
    case 'data_sm':
      return { messageId: 't2' }
    case 'submit_multi':
      return { messageId: 't3', unsuccessful: [{ ton: 1, npi: 1, address: '15550002', status: 0x0b }] }
    case 'query_sm':
      return { messageId: pdu.messageId, finalDate: '261121120000000+', messageState: 2, errorCode: 7 }
    default:
      return pdu.kind === 'cancel_sm' ? 0x11 : 0
  }
}

describe.skipIf(missing !== null)('Net::SMPP', () => {
  test('as a client of our server', async () => {
    const seen: EsmeRequest[] = []
    const deliver = (session: ServerSession) =>
      session.deliver(
        [
          deliverSm({
            source: '15550001',
            dest: '1000',
            esmClass: 4,
            shortMessage: Buffer.from('id:t1 stat:DELIVRD'),
            tlvs: [textTlv('receipted_message_id', 't1')],
          }),
        ],
        () => {},
      )
    const server = await listen(
      { port: 0, systemId: 'tandem' },
      {
        authenticate: ({ password }) => (password === 'secret' ? 0 : 0x0d),
        onRequests: (session, pdus, answer) => {
          seen.push(...pdus)
          answer(pdus.map(answerTo))
          if (pdus.some((pdu) => pdu.kind === 'submit_sm' && pdu.dest === '777')) deliver(session)
        },
      },
    )
    const client = perl('net-smpp-client.pl', String(server.port))
    await client.ended
    await server.close()
    expect(client.lines.map((line) => JSON.parse(line) as unknown)).toEqual([
      { what: 'bind', status: 0, system_id: 'tandem' },
      { what: 'submit', status: 0, message_id: 't1' },
      { what: 'refused', status: 0x0b, message_id: '' },
      { what: 'data', status: 0, message_id: 't2' },
      { what: 'multi', status: 0, message_id: 't3', no_unsuccess: 1, destination_addr: ['15550002'], error_status_code: [0x0b] },
      { what: 'query', status: 0, message_id: 't1', final_date: '261121120000000+', message_state: 2, error_code: 7 },
      { what: 'replace', status: 0 },
      { what: 'cancel', status: 0x11 },
      { what: 'enquire', status: 0 },
      { what: 'delivered', source_addr: '15550001', esm_class: 4, short_message: 'id:t1 stat:DELIVRD', receipted_message_id: 't1\0' },
      { what: 'unbind', status: 0 },
    ])
    expect(seen.map(({ kind }) => kind)).toEqual([
      'submit_sm',
      'submit_sm',
      'data_sm',
      'submit_multi',
      'query_sm',
      'replace_sm',
      'cancel_sm',
      'submit_sm',
    ])
    expect(tlvUint(seen[0]?.tlvs ?? [], 'user_message_reference')).toBe(513)
    expect(tlvValue(seen[2]?.tlvs ?? [], 'message_payload')?.length).toBe(1000)
    expect(seen[3]).toMatchObject({
      destinations: [
        { kind: 'address', ton: 1, npi: 1, address: '15550002' },
        { kind: 'list', name: 'friends' },
      ],
    })
  })

  test('as the carrier of our client', async () => {
    const carrier = perl('net-smpp-server.pl')
    const port = Number((await carrier.first)[0])
    const [bound, heard] = [Promise.withResolvers<void>(), Promise.withResolvers<unknown>()]
    const client = connect(
      { host: '127.0.0.1', port, bind: { systemId: 'us', password: 'secret' } },
      {
        onDeliver: (pdus, answer) => {
          answer(pdus.map(() => 0))
          heard.resolve(pdus.map((pdu) => parseReceipt(pdu)))
        },
        onState: ({ to }) => to === 'BOUND_TRX' && bound.resolve(),
      },
    )
    await bound.promise
    const to = { sourceTon: 1, sourceNpi: 1, source: '1000', destTon: 1, destNpi: 1, dest: '15550001' }
    const text = Buffer.from('to perl')
    const requests: EsmeRequest[] = [
      submitSm({ ...to, shortMessage: text, registeredDelivery: 1, tlvs: [uintTlv('sar_msg_ref_num', 5), octetsTlv(0x1501, text)] }),
      dataSm({ ...to, tlvs: [octetsTlv('message_payload', Buffer.alloc(60_000, 'y'))] }),
      submitMulti({
        ...to,
        destinations: [
          { kind: 'address', ton: 1, npi: 1, address: '15550009' },
          { kind: 'list', name: 'all' },
        ],
        shortMessage: text,
      }),
      querySm({ messageId: 'p1', source: '1000' }),
      replaceSm({ messageId: 'p1', source: '1000', shortMessage: text }),
      cancelSm({ messageId: 'p1', ...to }),
    ]
    const results = await new Promise<Settled[]>((resolve) => {
      const all: Settled[] = []
      client.submit(requests, (some) => void (all.push(...some) === requests.length && resolve(all)))
    })
    expect(await heard.promise).toMatchObject([{ ids: ['p1'], state: 'delivered', final: true }])
    await client.close()
    await carrier.ended
    expect(results).toMatchObject([
      { kind: 'resp', resp: { messageId: 'p1' } },
      { kind: 'resp', resp: { messageId: 'd' } },
      { kind: 'resp', resp: { messageId: 'm', unsuccessful: [{ address: '15550009', status: 11 }] } },
      { kind: 'resp', resp: { messageId: 'p1', finalDate: '261121120000000+', messageState: 2 } },
      { kind: 'resp', resp: { kind: 'replace_sm_resp' } },
      { kind: 'refused', status: 0x11 },
    ])
    const seen = carrier.lines.slice(1).map((line) => JSON.parse(line) as Record<string, unknown>)
    expect(seen.find(({ cmd }) => cmd === 4)).toMatchObject({
      source_addr: '1000',
      destination_addr: '15550001',
      short_message: 'to perl',
      sar_msg_ref_num: '\0\u0005',
      5377: 'to perl',
    })
    expect(String(seen.find(({ cmd }) => cmd === 0x103)?.['message_payload'])).toHaveLength(60_000)
    expect(seen.find(({ cmd }) => cmd === 0x21)).toMatchObject({ number_of_dests: 2, destination_addr: ['15550009', 'all'] })
    expect(seen.at(-1)).toMatchObject({ cmd: 6 })
  })
})
