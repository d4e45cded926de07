/** Kannel's bearerbox as a client of our server: messages go in through smsbox's HTTP, receipts come back to its dlr-url. */
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { type AddressInfo, connect as connectTcp, createServer as createTcp } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { deliverSm } from '../../../src/protocols/smpp/build.ts'
import { formatReceipt } from '../../../src/protocols/smpp/format-receipt.ts'
import type { Bind, SubmitSm } from '../../../src/protocols/smpp/pdu.ts'
import { listen, type Server } from '../../../src/protocols/smpp/server.ts'
import type { ServerSession } from '../../../src/protocols/smpp/server-session.ts'
import type { Settled } from '../../../src/protocols/smpp/settled.ts'
import { need } from '../install.ts'

const missing = need('kannel', 'bearerbox')
if (missing) console.warn(missing)

const MESSAGES = 200

const config = (port: { admin: number; smsbox: number; http: number; smsc: number; heard: number }, folder: string): string => `
group = core
admin-port = ${port.admin}
admin-interface = 127.0.0.1
admin-password = secret
smsbox-port = ${port.smsbox}
smsbox-interface = 127.0.0.1
box-allow-ip = 127.0.0.1
log-file = ${folder}/bearerbox.log
log-level = 1

group = smsc
smsc = smpp
smsc-id = tandem
host = 127.0.0.1
port = ${port.smsc}
smsc-username = kannel
smsc-password = secret
system-type = ""
transceiver-mode = true
max-pending-submits = 20
enquire-link-interval = 2
reconnect-delay = 1

group = smsbox
bearerbox-host = 127.0.0.1
bearerbox-port = ${port.smsbox}
sendsms-port = ${port.http}
sendsms-interface = 127.0.0.1
log-file = ${folder}/smsbox.log
log-level = 1

group = sendsms-user
username = us
password = secret
concatenation = true
max-messages = 10

group = sms-service
keyword = default
get-url = "http://127.0.0.1:${port.heard}/heard?from=%p&text=%a"
max-messages = 0
`

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createTcp().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo // it listens, so it has an address
      server.close(() => resolve(port))
    })
  })
const answers = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connectTcp(port, '127.0.0.1', () => {
      socket.destroy()
      resolve(true)
    }).on('error', () => resolve(false))
  })
/** Other people's programs do not tell when they are ready. */
const until = async (ready: () => boolean | Promise<boolean>): Promise<void> => {
  while (!(await ready())) await new Promise((resolve) => setTimeout(resolve, 25))
}

describe.skipIf(missing !== null)('Kannel', () => {
  const folder = mkdtempSync(join(tmpdir(), 'kannel-'))
  const running: ChildProcess[] = []
  const [binds, submitted, delivered]: [Bind[], SubmitSm[], Settled[]] = [[], [], []]
  const http: string[] = []
  const heard = createServer((request, response) => {
    http.push(request.url ?? '')
    response.end()
  })
  let [server, session, sendsms, callback]: [Server | null, ServerSession | null, number, number] = [null, null, 0, 0]

  const receiptOf = (pdu: SubmitSm, id: string) => {
    const facts = { id, state: pdu.dest.endsWith('7') ? 'undeliverable' : 'delivered', submitAt: 1.7e12, doneAt: 1.7e12 } as const
    return deliverSm({ ...swapped(pdu), ...formatReceipt(facts) })
  }
  const swapped = (pdu: SubmitSm) => ({
    ...{ sourceTon: pdu.destTon, sourceNpi: pdu.destNpi, source: pdu.dest },
    ...{ destTon: pdu.sourceTon, destNpi: pdu.sourceNpi, dest: pdu.source },
  })

  beforeAll(async () => {
    server = await listen(
      { port: 0, window: 1_000 },
      {
        authenticate: (bind, from) => {
          binds.push(bind)
          session = from
          return bind.password === 'secret' ? 0 : 0x0d
        },
        onRequests: (from, pdus, answer) => {
          const submits = pdus as SubmitSm[] // Kannel sends no other
          const ids = submits.map((pdu) => `k-${submitted.push(pdu)}`)
          answer(ids.map((messageId) => ({ messageId })))
          const receipts = submits.map((pdu, i) => receiptOf(pdu, ids[i] ?? '')).filter((_, i) => submits[i]?.registeredDelivery)
          if (receipts.length > 0) from.deliver(receipts, (some) => void delivered.push(...some))
        },
      },
    )
    await new Promise<void>((resolve) => heard.listen(0, '127.0.0.1', resolve))
    callback = (heard.address() as AddressInfo).port // it listens, so it has an address
    sendsms = await freePort()
    const ports = { admin: await freePort(), smsbox: await freePort(), http: sendsms, smsc: server.port, heard: callback }
    const file = join(folder, 'kannel.conf')
    writeFileSync(file, config(ports, folder))
    running.push(spawn('bearerbox', ['-v', '4', file], { cwd: folder, stdio: 'ignore' }))
    await until(() => answers(ports.smsbox))
    running.push(spawn('smsbox', ['-v', '4', file], { cwd: folder, stdio: 'ignore' }))
    await until(() => answers(sendsms))
    await until(() => session?.state === 'BOUND_TRX')
  })

  afterAll(async () => {
    for (const one of running.reverse()) one.kill('SIGKILL')
    await server?.destroy()
    heard.close()
    rmSync(folder, { recursive: true, force: true })
  })

  const send = async (to: string, text: string, receipts: boolean): Promise<number> => {
    const url = new URL(`http://127.0.0.1:${sendsms}/cgi-bin/sendsms?username=us&password=secret&from=1000`)
    url.searchParams.set('to', to)
    url.searchParams.set('text', text)
    if (receipts) {
      url.searchParams.set('dlr-mask', '3')
      url.searchParams.set('dlr-url', `http://127.0.0.1:${callback}/dlr?to=${to}&became=%d`)
    }
    return (await fetch(url)).status
  }

  test('it binds as a transceiver', () => {
    expect(binds).toMatchObject([{ kind: 'bind_transceiver', systemId: 'kannel', interfaceVersion: 0x34 }])
  })

  test(`${MESSAGES} messages arrive once each, and so do their receipts`, async () => {
    const numbers = Array.from({ length: MESSAGES }, (_, i) => String(15_550_000 + i))
    const statuses = await Promise.all(numbers.map((to) => send(to, `hello ${to}`, true)))
    await until(() => http.filter((url) => url.startsWith('/dlr')).length === MESSAGES && delivered.length === MESSAGES)
    expect(new Set(statuses)).toEqual(new Set([202]))
    expect(submitted.map(({ dest }) => dest).sort()).toEqual(numbers)
    expect(submitted.every(({ dest, shortMessage }) => Buffer.from(shortMessage).toString() === `hello ${dest}`)).toBe(true)
    // 1: delivered, 2: not.
    expect(http.toSorted()).toEqual(numbers.map((to) => `/dlr?to=${to}&became=${to.endsWith('7') ? 2 : 1}`))
    expect(new Set(delivered.map(({ kind }) => kind))).toEqual(new Set(['resp']))
  })

  test('a long message arrives in segments that belong together', async () => {
    const before = submitted.length
    await send('15559999', 'a'.repeat(400), false)
    await until(() => submitted.length === before + 3)
    const parts = submitted
      .slice(before)
      .map(({ esmClass, shortMessage }) => [esmClass & 0x40, ...shortMessage.subarray(0, 3), shortMessage[4], shortMessage[5]])
    expect(parts).toEqual([1, 2, 3].map((n) => [0x40, 5, 0, 3, 3, n]))
  })

  test('a message of ours reaches its HTTP side', async () => {
    const settled = Promise.withResolvers<Settled[]>()
    session?.deliver([deliverSm({ source: '15550001', dest: '1000', shortMessage: Buffer.from('hi kannel') })], settled.resolve)
    expect(await settled.promise).toMatchObject([{ kind: 'resp' }])
    await until(() => http.some((url) => url.startsWith('/heard')))
    expect(http.find((url) => url.startsWith('/heard'))).toBe('/heard?from=15550001&text=hi+kannel')
  })

  test('it comes back after the link was cut in the middle of a PDU', async () => {
    const lost = session
    lost?.raw(Buffer.from('0000002000000005', 'hex'))
    lost?.destroy()
    await until(() => session !== lost && session?.state === 'BOUND_TRX')
    const before = submitted.length
    await send('15558888', 'again', false)
    await until(() => submitted.length > before)
    expect(submitted.at(-1)).toMatchObject({ dest: '15558888' })
  })
})
