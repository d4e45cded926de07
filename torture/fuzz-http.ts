import { Agent, type IncomingMessage, request } from 'node:http'
import { openStage } from '../bench/support/stage.ts'
import { makeRandom } from '../simulator/random.ts'
import { freePort } from '../test/whole/support/tandem.ts'
import { sendRaw } from './support/malformed-http.ts'
import { malformedRequest, type Operation, type Request, readOperations } from './support/malformed-requests.ts'
import { remoteHeapMiB } from './support/remote-heap.ts'
import { Troubles } from './support/troubles.ts'

/** Malformed requests at the whole server, with a key and without: no 5xx but those declared, always a problem with a code, memory flat. */

export type FuzzHttp = {
  troubles: string[]
  requests: number
  raw: number
  statuses: Record<string, number>
  codes: Record<string, number>
  heapMiB: { before: number; after: number }
  seconds: number
}

const AT_ONCE = 16
/** Straight onto the socket, of all. */
const RAW_SHARE = 0.05
const PATIENCE_MS = 20_000
/** Ids of things that answers named, the newest of them: for requests that are about something. */
const MOST_KNOWN = 500
/** What a server's heap may grow by and be called flat: caches fill, code is compiled. */
const FLAT_MIB = 24
/** The server's own reasons not to serve now. */
const declared = [503, 507]

export async function fuzzHttp({ requests, seed }: { requests: number; seed: number }): Promise<FuzzHttp> {
  const inspect = await freePort()
  const port = await freePort()
  const env = { NODE_OPTIONS: `--inspect=127.0.0.1:${inspect}`, LOG_LEVEL: 'fatal' }
  // Nobody listens where the link calls: what is accepted waits.
  await using stage = await openStage({ smscPort: await freePort(), port, team: true, env })
  const troubles = new Troubles()
  const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE })
  const { operations, schemas } = readOperations()
  const random = makeRandom(seed)
  const found = { statuses: {} as Record<string, number>, codes: {} as Record<string, number>, raw: 0 }
  const known: string[] = []
  const from = performance.now()
  let sent = 0

  const one = async () => {
    if (random.chance(RAW_SHARE)) {
      found.raw += 1
      const { sent: wire, status, head, body } = await sendRaw(port, random, stage.key)
      judge({ status, type: /^content-type: (.*)/im.exec(head)?.[1] ?? '', body }, new Set(), 'raw', () =>
        JSON.stringify(wire.slice(0, 500)),
      )
      return
    }
    const operation = random.pick(operations)
    const made = malformedRequest(operation, schemas, random, known, stage.key)
    const answer = await send(port, agent, made).catch((error: Error) => ({ status: -1, type: error.message, body: '' }))
    judge(answer, operation.statuses, made.operation, () => inWords(made))
    remember(answer, operation)
  }
  const judge = (answer: Answer, statuses: ReadonlySet<string>, where: string, detail: () => string) => {
    const { status, code, trouble } = verdictOn(answer, statuses)
    found.statuses[status] = (found.statuses[status] ?? 0) + 1
    if (code) found.codes[code] = (found.codes[code] ?? 0) + 1
    if (trouble)
      troubles.add(
        /no answer|status 5/.test(trouble) ? `${trouble} at ${where}` : trouble,
        () => `${detail()}\n  ${answer.type}\n  ${answer.body.slice(0, 500)}`,
      )
  }
  const remember = ({ status, body }: Answer, { path, method }: Operation) => {
    if (status >= 300 || method === 'DELETE' || path.startsWith('/v1/keys')) return
    for (const [, id] of body.matchAll(/"id":"([0-9a-f-]{36})"/g))
      if (known.push(id!) > MOST_KNOWN) known.splice(random.between(0, MOST_KNOWN), 1)
  }
  const run = async (upTo: number) => {
    const worker = async () => {
      while (sent < upTo && stage.server().exitCode === null) {
        sent += 1
        await one()
      }
    }
    await Promise.all(Array.from({ length: AT_ONCE }, worker))
    if (stage.server().exitCode !== null) troubles.add('the server ended', () => `after ${sent} requests`)
  }

  await run(Math.floor(requests / 4))
  const before = await remoteHeapMiB(inspect)
  await run(requests)
  const after = await remoteHeapMiB(inspect)
  if (after - before > FLAT_MIB) troubles.add('the heap grew', () => `${before} → ${after} MiB`)
  if (!(await stillWorks(stage))) troubles.add('a right request is not answered any more', () => '')
  agent.destroy()
  const seconds = Math.round((performance.now() - from) / 100) / 10
  return { troubles: troubles.list(), requests: sent, ...found, heapMiB: { before, after }, seconds }
}

type Answer = { status: number; type: string; body: string }

function verdictOn(
  { status, type, body }: Answer,
  statuses: ReadonlySet<string>,
): { status: string; code: string; trouble: string | null } {
  const named = { status: String(status), code: '' }
  if (status === -1) return { ...named, trouble: `no answer (${type})` }
  if (status < 400) return { ...named, trouble: null }
  if (status >= 500 && !(declared.includes(status) && statuses.has(String(status)))) return { ...named, trouble: `status ${status}` }
  if (body === '') return { ...named, trouble: type === 'HEAD' ? null : `status ${status} without a body` }
  if (!type.startsWith('application/problem+json')) return { ...named, trouble: `status ${status} is no problem document` }
  const { code, status: said } = JSON.parse(body) as { code?: string; status?: number } // `as`: looked at below
  return { ...named, code: code ?? '', trouble: code && said === status ? null : `status ${status} without a code` }
}

function send(port: number, agent: Agent, made: Request): Promise<Answer> {
  const { method, path, headers, body, stream } = made
  return new Promise((resolve, reject) => {
    const length = body ? { 'content-length': String(body.length) } : {}
    const asking = request(
      { host: '127.0.0.1', port, ...wayFor(made, agent), method, path, headers: { ...headers, ...length }, timeout: PATIENCE_MS },
      (answer) => read(answer, stream).then((text) => resolve({ ...text, type: method === 'HEAD' ? 'HEAD' : text.type }), reject),
    )
    // A kept connection may be closed under a request that has just begun: then it goes once more, as every client does.
    asking.on('error', (error: Error & { code?: string }) =>
      asking.reusedSocket && /ECONNRESET|EPIPE/.test(error.code ?? '') ? send(port, agent, made).then(resolve, reject) : reject(error),
    )
    asking.on('timeout', () => asking.destroy(new Error('nothing for too long')))
    asking.end(body ?? undefined)
  })
}

/** Strangers are counted by address: each comes from another one of this machine, or most would hear nothing but 429. */
function wayFor({ headers }: Request, agent: Agent): { agent: Agent | false; localAddress?: string } {
  if (headers['authorization'] !== undefined || process.platform !== 'linux') return { agent }
  strangers += 1
  return { agent: false, localAddress: `127.0.${1 + (Math.floor(strangers / 250) % 250)}.${1 + (strangers % 250)}` }
}
let strangers = 0

async function read(answer: IncomingMessage, stream: boolean): Promise<Answer> {
  const { statusCode: status = 0, headers } = answer
  const type = headers['content-type'] ?? ''
  if (stream && type.startsWith('text/event-stream')) {
    answer.on('error', () => {}).destroy()
    return { status, type, body: '' }
  }
  const pieces: Buffer[] = []
  for await (const piece of answer) pieces.push(piece as Buffer) // `as`: without an encoding they are
  return { status, type, body: Buffer.concat(pieces).toString() }
}

const inWords = ({ method, path, headers, body }: Request): string =>
  `${method} ${path.slice(0, 600)} ${JSON.stringify({ ...headers, authorization: headers['authorization'] ? '…' : 'none' }).slice(0, 400)} ${(body ?? '').toString().slice(0, 600)}`

async function stillWorks({ url, key }: { url: string; key: string }): Promise<boolean> {
  return (await fetch(`${url}/v1/events?after=0`, { headers: { authorization: `Bearer ${key}` } })).ok
}
