/** npm `smpp` as the carrier of our client, and as the client of our server. */
import { createRequire } from 'node:module'
import { expect, test } from 'vitest'
import { deliverSm, submitSm } from '../../../src/protocols/smpp/build.ts'
import { connect } from '../../../src/protocols/smpp/client.ts'
import { formatReceipt } from '../../../src/protocols/smpp/format-receipt.ts'
import type { EsmeRequest, McRequest } from '../../../src/protocols/smpp/pdu.ts'
import { parseReceipt } from '../../../src/protocols/smpp/receipt.ts'
import { listen } from '../../../src/protocols/smpp/server.ts'
import { octetsTlv, tlvUint, tlvValue, uintTlv } from '../../../src/protocols/smpp/tlv.ts'

// biome-ignore lint/suspicious/noExplicitAny: the package has no types
type Loose = any
const npm = createRequire(import.meta.url)('smpp') as Loose // the package has no types

test('our client binds to, submits to and hears from an npm smpp server', async () => {
  const seen: Loose[] = []
  const server = npm.createServer((session: Loose) => {
    session.on('bind_transceiver', (pdu: Loose) => session.send(pdu.response({ system_id: 'them' })))
    session.on('enquire_link', (pdu: Loose) => session.send(pdu.response()))
    session.on('unbind', (pdu: Loose) => {
      session.send(pdu.response())
      session.close()
    })
    session.on('submit_sm', (pdu: Loose) => {
      seen.push(pdu)
      session.send(pdu.response({ message_id: `m${seen.length}` }))
      const text = `id:m${seen.length} sub:001 dlvrd:001 submit date:2611211200 done date:2611211201 stat:DELIVRD err:000 text:`
      session.deliver_sm({ source_addr: pdu.destination_addr, destination_addr: pdu.source_addr, esm_class: 4, short_message: text })
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const receipts: (string | undefined)[] = []
  const bound = Promise.withResolvers<void>()
  const three = Promise.withResolvers<void>()
  const client = connect(
    { host: '127.0.0.1', port: server.address().port, bind: { systemId: 'us', password: 'secret' } },
    {
      onDeliver: (pdus, answer) => {
        receipts.push(...pdus.map((pdu) => parseReceipt(pdu)?.ids[0]))
        answer(pdus.map(() => 0))
        if (receipts.length === 3) three.resolve()
      },
      onState: ({ to }) => to === 'BOUND_TRX' && bound.resolve(),
    },
  )
  await bound.promise
  const results: { kind: string }[] = []
  const texts = ['one', 'two', 'three']
  client.submit(
    texts.map((text) =>
      submitSm({
        ...{ sourceTon: 1, sourceNpi: 1, source: '1000', destTon: 1, destNpi: 1, dest: '15550001', registeredDelivery: 1 },
        ...{ shortMessage: Buffer.from(text), tlvs: [uintTlv('user_message_reference', 77), octetsTlv(0x1501, Buffer.from('ours'))] },
      }),
    ),
    (some) => results.push(...some),
  )
  await three.promise
  await client.close()
  server.close()
  expect(results).toMatchObject([1, 2, 3].map((n) => ({ kind: 'resp', resp: { messageId: `m${n}` } })))
  expect(receipts).toEqual(['m1', 'm2', 'm3'])
  expect(seen.map((pdu) => pdu.short_message.message)).toEqual(texts)
  expect(seen[0]).toMatchObject({ source_addr: '1000', dest_addr_ton: 1, destination_addr: '15550001', user_message_reference: 77 })
})

test('an npm smpp client binds to, submits to and hears from our server', async () => {
  const seen: EsmeRequest[] = []
  const answered = Promise.withResolvers<unknown>()
  const server = await listen(
    { port: 0, systemId: 'tandem' },
    {
      authenticate: ({ systemId, password }) => (systemId === 'them' && password === 'secret' ? 0 : 0x0d),
      onRequests: (session, pdus, answer) => {
        seen.push(...pdus)
        answer(pdus.map((_, i) => ({ messageId: `t${i + 1}` })))
        const facts = { id: 't1', state: 'delivered', submitAt: 1.7e12, doneAt: 1.7e12, networkError: { network: 3, code: 0 } } as const
        session.deliver([deliverSm({ source: '15550001', dest: '1000', ...formatReceipt(facts) }) satisfies McRequest], answered.resolve)
      },
    },
  )
  const receipt = Promise.withResolvers<Loose>()
  const session = npm.connect({ url: `smpp://127.0.0.1:${server.port}` }, () =>
    session.bind_transceiver({ system_id: 'them', password: 'secret' }),
  )
  const bind: Loose = await new Promise((resolve) => session.on('bind_transceiver_resp', resolve))
  session.on('deliver_sm', (pdu: Loose) => {
    session.send(pdu.response())
    receipt.resolve(pdu)
  })
  const fields = {
    source_addr: '1000',
    destination_addr: '15550001',
    short_message: 'hello',
    user_message_reference: 9,
    registered_delivery: 1,
  }
  const resp: Loose = await new Promise((resolve) => session.submit_sm(fields, resolve))
  const heard = await receipt.promise
  const enquired: Loose = await new Promise((resolve) => session.enquire_link({}, resolve))
  const unbound: Loose = await new Promise((resolve) => session.unbind({}, resolve))
  await server.close()
  expect(bind).toMatchObject({ command_status: 0, system_id: 'tandem', sc_interface_version: 0x34 })
  expect(resp).toMatchObject({ command_status: 0, message_id: 't1' })
  expect([enquired.command_status, unbound.command_status]).toEqual([0, 0])
  expect(heard).toMatchObject({ receipted_message_id: 't1', message_state: 2, esm_class: 4 })
  expect(await answered.promise).toMatchObject([{ kind: 'resp' }])
  const submitted = seen[0]
  if (submitted?.kind !== 'submit_sm') throw new Error('no submit_sm came')
  expect(tlvUint(submitted.tlvs, 'user_message_reference')).toBe(9)
  expect(Buffer.from(submitted.shortMessage).toString()).toBe('hello')
  expect(tlvValue(submitted.tlvs, 'message_payload')).toBeUndefined()
})

test('a wrong password is refused in a way npm smpp understands', async () => {
  const server = await listen({ port: 0 }, { authenticate: () => 0x0d, onRequests: () => {} })
  const session = npm.connect({ url: `smpp://127.0.0.1:${server.port}` }, () => session.bind_transmitter({ system_id: 'x', password: 'y' }))
  const bind: Loose = await new Promise((resolve) => session.on('bind_transmitter_resp', resolve))
  session.close()
  await server.destroy()
  expect(bind.command_status).toBe(0x0d)
})
