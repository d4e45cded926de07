import { bare, bind, bindResp, deliverSm, messageResp, submitSm } from '#src/protocols/smpp/build.ts'
import { Connection } from '#src/protocols/smpp/connection.ts'
import type { Change } from '#src/protocols/smpp/connection-options.ts'
import { decode } from '#src/protocols/smpp/decode.ts'
import { encode } from '#src/protocols/smpp/encode.ts'
import { RecoverablePduError, UnrecoverablePduError } from '#src/protocols/smpp/errors.ts'
import { Framer } from '#src/protocols/smpp/frames.ts'
import { isResponse, type Pdu, type Request } from '#src/protocols/smpp/pdu.ts'
import { isBound, type Role } from '#src/protocols/smpp/session.ts'
import type { Answer, AnswerList } from '#src/protocols/smpp/settled.ts'
import type { Random } from '../simulator/random.ts'
import { type Contrary, readAsChannel } from './support/channel.ts'
import { chunks, malformed } from './support/malformed-pdus.ts'
import type { Troubles } from './support/troubles.ts'

/** One session of ours, either side, without a socket: bound, then fed malformed PDUs until it ends or has had enough. */

export type Session = { fed: number; bad: number; taken: number; answered: number; alive: boolean; why: string }

const WINDOW = 20
const INBOUND_WINDOW = 50

export async function tortureSession(role: Role, random: Random, troubles: Troubles, most: number): Promise<Session> {
  const it: Session = { fed: 0, bad: 0, taken: 0, answered: 0, alive: false, why: '' }
  const time = { now: 0 }
  const owed: { requests: Request[]; answer: AnswerList }[] = []
  const sent = new Map<string, number>()
  let [last, reading, submitted, settled]: [Buffer, boolean, number, number] = [Buffer.alloc(0), true, 0, 0]
  const hex = () => `${role} ${last.toString('hex').slice(0, 400)}`
  const framer = new Framer()

  /** What we write is right, whatever we were told. */
  const write = (bytes: Uint8Array): boolean => {
    troubles.during(
      'what we write cannot be read',
      () => {
        framer.push(Buffer.from(bytes)) // its memory is used again
        while (framer.next()) count(decode(framer.buffer, framer.start, framer.end))
      },
      hex,
    )
    return true
  }
  const count = (pdu: Pdu) => {
    sent.set(`${pdu.kind} ${pdu.sequence}`, (sent.get(`${pdu.kind} ${pdu.sequence}`) ?? 0) + 1)
    if (isResponse(pdu.kind)) it.answered += 1
  }
  const wire = {
    ...{ write, idle: () => true, backlog: () => 0, end: () => {}, destroy: () => {} },
    pause: () => {
      reading = false
    },
    resume: () => {
      reading = true
    },
  }
  const connection: Connection = new Connection(
    role,
    wire,
    {
      onBind: (pdu) => connection.answerBind(bindResp(pdu, { systemId: 'mc' })),
      onRequests: (requests, answer) => {
        it.taken += requests.length
        owed.push({ requests, answer })
        if (role === 'esme') for (const trouble of contrariesIn(requests)) troubles.add(trouble.what, () => `${trouble.how} ${hex()}`)
      },
      onChange: (change: Change) => {
        it.why = change.why ?? it.why
      },
      onBadPdu: (error) => {
        it.bad += 1
        if (!(error instanceof RecoverablePduError || error instanceof UnrecoverablePduError))
          troubles.add('a strange error', () => `${String(error)} ${hex()}`)
      },
    },
    () => time.now,
    { window: WINDOW, inboundWindow: INBOUND_WINDOW },
  )
  const feed = (bytes: Buffer) => {
    last = bytes
    for (const chunk of chunks(bytes, random)) troubles.during('received', () => connection.received(chunk), hex)
  }
  const answerAll = () => {
    for (const { requests, answer } of owed.splice(0)) troubles.during('answer', () => answer(requests.map(() => anyAnswer(random))), hex)
  }

  if (role === 'esme') connection.send(bind('bind_transceiver', { systemId: 'us' }))
  await Promise.resolve()
  feed(encode(role === 'mc' ? bind('bind_transceiver', { sequence: 1 }) : bindResp(bind('bind_transceiver', { sequence: 1 }), {})))
  if (!isBound(connection.session)) troubles.add('a valid bind did not bind', hex)

  let inStep = true
  while (it.fed < most && !connection.ended && inStep) {
    const one = malformed(random)
    inStep = one.inStep
    it.fed += 1
    feed(one.bytes)
    if (!reading || random.chance(0.1)) answerAll()
    if (!reading && !connection.ended) {
      troubles.add('reads no more although everything is answered', hex)
      break
    }
    if (random.chance(0.05)) {
      const batch = ours(role, random)
      submitted += batch.length
      troubles.during('submit', () => connection.submit(batch, (results) => (settled += results.length)), hex)
    }
    if (random.chance(0.02)) {
      time.now += random.chance(0.02) ? 100_000 : random.between(0, 500)
      troubles.during('tick', () => connection.tick(), hex)
    }
    // Unbound by one of them: all it does now is say no.
    if (!isBound(connection.session) && random.chance(0.3)) break
    if (connection.inFlight > WINDOW) troubles.add('more in flight than the window', hex)
  }
  answerAll()
  if (inStep && !connection.ended) {
    it.alive = true
    feed(encode(bare('enquire_link', 0x7abcdef)))
    await Promise.resolve()
    if (!sent.has(`enquire_link_resp ${0x7abcdef}`)) troubles.add(`no answer to enquire_link in state ${connection.session.state}`, hex)
  }
  connection.drop('closed_by_us')
  await Promise.resolve()
  if (settled !== submitted) troubles.add('not settled exactly once', () => `${settled} of ${submitted} ${hex()}`)
  if (connection.inFlight !== 0) troubles.add('in flight after the end', hex)
  return it
}

function contrariesIn(requests: readonly Request[]): Contrary[] {
  return requests.flatMap((pdu) => (pdu.kind === 'deliver_sm' || pdu.kind === 'data_sm' ? readAsChannel(pdu) : []))
}

/** Most are as they should be; some no peer could be sent, and then something else must go. */
const anyAnswer = (random: Random): Answer =>
  random.pick<Answer>([0, 0, 8, 0x58, { messageId: '1a2b' }, { messageId: 'x'.repeat(300) }, { messageId: 'snowman ☃' }])

function ours(role: Role, random: Random): Request[] {
  return Array.from({ length: random.between(1, 8) }, () => {
    const fields = {
      source: '1000',
      dest: random.chance(0.9) ? '15555550100' : 'ü☃',
      shortMessage: Buffer.alloc(random.between(0, 300), 65),
    }
    return role === 'esme' ? submitSm(fields) : deliverSm(fields)
  })
}

/** What a good peer answers. */
export const goodAnswer = (sequence: number): Buffer => encode(messageResp('submit_sm_resp', { sequence, messageId: 'ok' }))
