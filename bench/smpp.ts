/**
 * submit_sm and its response over loopback, one connection, a process each side: our SMPP against npm `smpp`, in the same run.
 *   node bench/smpp.ts            prints a table and writes bench/results/smpp.json
 *   node bench/smpp.ts quick      a tenth of the messages, one round, writes nothing
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createRequire } from 'node:module'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { deliverSm, submitSm } from '../src/protocols/smpp/build.ts'
import { connect } from '../src/protocols/smpp/client.ts'
import { formatReceipt } from '../src/protocols/smpp/format-receipt.ts'
import type { SubmitSm } from '../src/protocols/smpp/pdu.ts'
import { listen } from '../src/protocols/smpp/server.ts'
import { median, writeResult } from './support/machine.ts'

const SELF = fileURLToPath(import.meta.url)
const TEXT = Buffer.from('The quick brown fox jumps over the lazy dog 0123456789')
const WINDOWS = [1, 10, 100]
const ROUNDS = 3
// Enough for some seconds each; the slower library gets fewer so that a run stays below two minutes.
const COUNTS: Record<string, Record<number, number>> = {
  ours: { 1: 30_000, 10: 300_000, 100: 1_000_000 },
  receipts: { 1: 20_000, 10: 150_000, 100: 500_000 },
  npm: { 1: 15_000, 10: 60_000, 100: 100_000 },
}

/** The parts of npm `smpp`, which has no types, that are used here. */
interface NpmPdu {
  command_status: number
  response(fields?: object): NpmPdu
}
interface NpmSession {
  on(event: string, run: (pdu: NpmPdu) => void): void
  send(pdu: NpmPdu): void
  socket: { setNoDelay(on: boolean): void }
  bind_transceiver(fields: object, answered: (pdu: NpmPdu) => void): void
  submit_sm(fields: object, answered: (pdu: NpmPdu) => void): void
}
interface Npm {
  createServer(on: (session: NpmSession) => void): { listen(port: number, host: string, up: () => void): void; address(): { port: number } }
  connect(to: { url: string }, up: () => void): NpmSession
}
const npm = (): Npm => createRequire(import.meta.url)('smpp') as Npm // no types of its own

const serveOurs = async (receipts: boolean): Promise<number> => {
  let next = 1
  const server = await listen(
    { port: 0, window: 1_000, inboundWindow: 10_000 },
    {
      authenticate: () => 0,
      onRequests: (session, pdus, answer) => {
        const ids = pdus.map(() => (next++).toString(16).padStart(16, '0'))
        answer(ids.map((messageId) => ({ messageId })))
        if (receipts)
          session.deliver(
            (pdus as SubmitSm[]).map((pdu, i) => receiptFor(pdu, ids[i] ?? '')),
            () => {},
          ) // only submit_sm here
      },
    },
  )
  return server.port
}

const receiptFor = (pdu: SubmitSm, id: string) =>
  deliverSm({
    source: pdu.dest,
    dest: pdu.source,
    ...formatReceipt({ id, state: 'delivered', submitAt: 1_700_000_000_000, doneAt: 1_700_000_001_000 }, { where: 'text' }),
  })

const serveNpm = (): Promise<number> => {
  let next = 1
  const server = npm().createServer((session) => {
    session.socket.setNoDelay(true)
    session.on('bind_transceiver', (pdu) => session.send(pdu.response()))
    session.on('submit_sm', (pdu) => session.send(pdu.response({ message_id: (next++).toString(16).padStart(16, '0') })))
    session.on('error', () => {})
  })
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server.address().port)))
}

const loadOurs = (port: number, window: number, count: number, receipts: boolean): Promise<void> =>
  new Promise((resolve) => {
    let [sent, got, heard] = [0, 0, 0]
    const over = () => got === count && (!receipts || heard === count) && resolve()
    const client = connect(
      { host: '127.0.0.1', port, window, bind: { systemId: 'a', password: 'b' } },
      {
        onDeliver: (pdus, answer) => {
          heard += pdus.length
          answer(pdus.map(() => 0))
          over()
        },
        onRoom: () => {
          const batch = Array.from({ length: Math.min(client.room(), count - sent) }, () => message(sent++))
          if (batch.length > 0)
            client.submit(batch, (results) => {
              got += results.length
              over()
            })
        },
      },
    )
  })

const message = (i: number): SubmitSm =>
  submitSm({ source: '1000', dest: String(447_000_000_000 + i), shortMessage: TEXT, registeredDelivery: 1 })

const loadNpm = (port: number, window: number, count: number): Promise<void> =>
  new Promise((resolve) => {
    let [sent, got] = [0, 0]
    const next = () => {
      if (sent >= count) return
      const dest = String(447_000_000_000 + sent++)
      session.submit_sm({ source_addr: '1000', destination_addr: dest, short_message: TEXT.toString(), registered_delivery: 1 }, () => {
        if (++got === count) resolve()
        else next()
      })
    }
    const session = npm().connect({ url: `smpp://127.0.0.1:${port}` }, () => {
      session.socket.setNoDelay(true)
      session.bind_transceiver({ system_id: 'a', password: 'b' }, () => {
        for (let i = 0; i < window; i++) next()
      })
    })
  })

const child = (...args: string[]): ChildProcess => spawn(process.execPath, [SELF, ...args], { stdio: ['ignore', 'pipe', 'inherit'] })
const firstLine = async (of: ChildProcess): Promise<string> => {
  if (!of.stdout) throw new Error('no output')
  const [line] = await once(createInterface({ input: of.stdout }), 'line')
  return String(line)
}

const measure = async (what: string, window: number, count: number): Promise<number> => {
  const server = child('serve', what)
  const port = await firstLine(server)
  const load = child('load', what, port, String(window), String(count))
  const seconds = Number(await firstLine(load))
  server.kill()
  return Math.round(count / seconds)
}

const compare = async (quick: boolean): Promise<void> => {
  const rows: { what: string; window: number; perSecond: number; runs: number[] }[] = []
  for (const window of WINDOWS)
    for (const what of ['npm', 'ours', 'receipts']) {
      const count = (COUNTS[what]?.[window] ?? 0) / (quick ? 10 : 1)
      const runs: number[] = []
      for (let round = 0; round < (quick ? 1 : ROUNDS); round++) runs.push(await measure(what, window, count))
      rows.push({ what, window, perSecond: median(runs), runs })
    }
  print(rows)
  if (!quick) writeResult('smpp', { rows })
}

const print = (rows: { what: string; window: number; perSecond: number }[]): void => {
  const rate = (what: string, window: number) => rows.find((row) => row.what === what && row.window === window)?.perSecond ?? 0
  console.table(
    WINDOWS.map((window) => ({
      window,
      'npm smpp /s': rate('npm', window),
      'ours /s': rate('ours', window),
      'ours with receipts /s': rate('receipts', window),
      'ours : npm': Number((rate('ours', window) / rate('npm', window)).toFixed(1)),
    })),
  )
}

const [, , role, what = '', port = '0', window = '1', count = '1'] = process.argv
if (role === 'serve') console.log(await (what === 'npm' ? serveNpm() : serveOurs(what === 'receipts')))
else if (role === 'load') {
  const from = performance.now()
  await (what === 'npm' ? loadNpm(+port, +window, +count) : loadOurs(+port, +window, +count, what === 'receipts'))
  console.log((performance.now() - from) / 1000)
  process.exit()
} else await compare(role === 'quick')
