import assert from 'node:assert/strict'
import { setTimeout as wait } from 'node:timers/promises'
import { afterEach, test } from 'vitest'
import type { Happening } from '#src/message/happening.ts'
import type { Outcome } from '#src/message/outcome.ts'
import { deliverSm } from '#src/protocols/smpp/build.ts'
import type { EsmeRequest } from '#src/protocols/smpp/pdu.ts'
import { listen, type Server } from '#src/protocols/smpp/server.ts'
import type { ServerSession } from '#src/protocols/smpp/server-session.ts'
import type { Answer, AnswerList } from '#src/protocols/smpp/settled.ts'
import { status } from '#src/protocols/smpp/status.ts'
import { message } from '../../../test/support/message.ts'
import type { Told } from '../channel.ts'
import { connect } from './client.ts'
import { settings } from './settings.ts'

/** The link against a carrier in this process, over real sockets. */

const stops: (() => unknown)[] = []
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop()
})

async function until(holds: () => boolean): Promise<void> {
  for (let tries = 0; !holds(); tries++) {
    assert.ok(tries < 500, `never: ${holds}`)
    await wait(10)
  }
}

type Carrier = { server: Server; heard: EsmeRequest[]; respond: (pdus: EsmeRequest[], answer: AnswerList, session: ServerSession) => void }

async function carrier(): Promise<Carrier> {
  const it: Carrier = {
    server: null as unknown as Server, // set below, before anybody asks
    heard: [],
    respond: (pdus, answer) => answer(pdus.map((_, i): Answer => ({ messageId: `id${it.heard.length - pdus.length + i + 1}` }))),
  }
  it.server = await listen(
    { port: 0 },
    {
      authenticate: () => 0,
      onRequests(session, pdus, answer) {
        it.heard.push(...pdus)
        it.respond(pdus, answer, session)
      },
    },
  )
  stops.push(() => it.server.destroy())
  return it
}

type Linked = ReturnType<typeof open>
function open({ server }: Carrier, but: object = {}) {
  const it = {
    outcomes: new Map<string, Outcome[]>(),
    heard: [] as { happenings: Happening[]; session: string }[],
    tell: async (happenings: Happening[]): Promise<Told[]> => happenings.map(() => 'written'),
    changes: [] as boolean[],
    whys: [] as string[],
    trouble: [] as unknown[],
    roomy: 0,
  }
  const connection = connect(
    {
      ...{
        id: 'l',
        lines: [],
        http: fetch,
        trouble: (cause: unknown) => it.trouble.push(cause),
        changed: (up: boolean, why?: string) => {
          it.changes.push(up)
          if (why !== undefined) it.whys.push(why)
        },
      },
      roomy: () => {
        it.roomy += 1
      },
      settings: settings.parse({
        ...{ host: '127.0.0.1', port: server.port, systemId: 'us', password: 'x', reconnectMinMs: 50, responseMs: 500 },
        ...but,
      }),
    },
    async (happenings, session) => {
      it.heard.push({ happenings, session })
      return it.tell(happenings)
    },
  )
  stops.push(() => connection[Symbol.asyncDispose]())
  const say = (...texts: [id: string, text: string][]) =>
    connection.send(
      texts.map(([id, text]) => message({ id: `${id}-0000`, parts: [{ kind: 'text', text }] })),
      (settled) => {
        for (const { id, outcome } of settled) it.outcomes.set(id, [...(it.outcomes.get(id) ?? []), outcome])
      },
    )
  const outcome = (id: string): Outcome | undefined => {
    const all = it.outcomes.get(`${id}-0000`) ?? []
    assert.ok(all.length <= 1, `${id} was settled ${all.length} times`)
    return all[0]
  }
  return { it, connection, say, outcome }
}
const up = (linked: Linked) => until(() => linked.connection.room() > 0)
const kinds = (linked: Linked, ...ids: string[]) => ids.map((id) => linked.outcome(id)?.kind)
const sessions = ({ server }: Carrier) => [...server.sessions]
const long = 'x'.repeat(400)

test('messages go and are taken, each settled once', async () => {
  const there = await carrier()
  const here = open(there)
  assert.equal(here.connection.room(), 0, 'there is no room before there is a bind')
  await up(here)
  here.say(['a', 'Hi'], ['b', long])
  await until(() => here.it.outcomes.size === 2)
  assert.deepEqual(here.outcome('a'), { kind: 'taken', ids: ['id1'], keys: [['id1']] })
  assert.deepEqual(here.outcome('b'), { kind: 'taken', ids: ['id2', 'id3', 'id4'], keys: [['id2'], ['id3'], ['id4']] })
})

test('what was never answered when the link drops is unknown, what had not begun comes back, what is half gone goes on', async () => {
  const there = await carrier()
  const here = open(there, { window: 2 })
  await up(here)
  let answered = 0
  there.respond = (pdus, answer) => {
    for (const at of pdus.keys()) if (answered++ === 0) answer([{ messageId: 'first' }], at)
  }
  here.say(['a', long], ['b', 'Hi'])
  await until(() => there.heard.length >= 3)
  sessions(there)[0]?.destroy()
  await until(() => here.it.outcomes.size === 2)
  assert.deepEqual(here.outcome('a'), { kind: 'unknown', keys: [['first'], [], []] })
  assert.deepEqual(here.outcome('b'), { kind: 'refused', why: 'link_down', retry: 'later' })
  await up(here)
  assert.ok(here.it.changes.includes(false) && here.it.changes.at(-1))
})

test('half gone and none in the air: the rest goes in the next session', async () => {
  const there = await carrier()
  const here = open(there, { window: 1 })
  await up(here)
  let turn = 0
  const usual = there.respond
  there.respond = (pdus, answer, session) => {
    turn += 1
    if (turn !== 2) return usual(pdus, answer, session)
    // a pause is asked for, and then the link breaks
    answer(pdus.map(() => status.throttled))
    setTimeout(() => session.destroy(), 20)
  }
  here.say(['a', long])
  await until(() => here.it.outcomes.size === 1)
  assert.deepEqual([here.outcome('a')?.kind, here.it.changes.includes(false)], ['taken', true])
  assert.equal(there.heard.length, 4, 'three segments, and the one that was throttled')
})

test('throttled in the middle of a message: the segments go again in order, and nothing goes twice', async () => {
  const there = await carrier()
  const here = open(there)
  await up(here)
  const taken: string[] = []
  let turn = 0
  there.respond = (pdus, answer) =>
    answer(
      pdus.map((pdu): Answer => {
        if (pdu.kind !== 'submit_sm') return 0
        if (++turn === 2) return status.throttled
        taken.push(Buffer.from(pdu.shortMessage.subarray(0, 6)).toString('hex'))
        return { messageId: `t${turn}` }
      }),
    )
  here.say(['a', long], ['b', 'Hi'])
  await until(() => here.it.outcomes.size === 2)
  assert.deepEqual(kinds(here, 'a', 'b'), ['taken', 'taken'])
  const own = taken.filter((header) => header.startsWith('0500'))
  assert.deepEqual([own.length, new Set(own).size], [3, 3])
})

test('a carrier that says nothing: the session ends, and what waited is in doubt', async () => {
  const there = await carrier()
  const here = open(there)
  await up(here)
  there.respond = () => {}
  here.say(['a', 'Hi'])
  await until(() => here.it.outcomes.size === 1)
  assert.deepEqual(here.outcome('a'), { kind: 'unknown', keys: [[]] })
  await until(() => here.it.changes.includes(false))
})

test('an answer that is garbage: unknown, and the link comes back', async () => {
  const there = await carrier()
  const here = open(there)
  await up(here)
  there.respond = (_pdus, _answer, session) => session.socket.write(Buffer.from('this is no SMPP, and never was'.repeat(4)))
  here.say(['a', 'Hi'])
  await until(() => here.it.outcomes.size === 1)
  assert.equal(here.outcome('a')?.kind, 'unknown')
  there.respond = (pdus, answer) => answer(pdus.map(() => ({ messageId: 'again' })))
  await up(here)
  here.say(['b', 'Hi'])
  await until(() => here.it.outcomes.size === 2)
  assert.equal(here.outcome('b')?.kind, 'taken')
})

test('what cannot be written is refused by itself; those before and after it go once', async () => {
  const there = await carrier()
  const here = open(there)
  await up(here)
  here.say(['a', 'Hi'], ['b', 'x'.repeat(60_000)], ['c', 'Ho'])
  await until(() => here.it.outcomes.size === 3)
  assert.deepEqual(kinds(here, 'a', 'b', 'c'), ['taken', 'refused', 'taken'])
  assert.partialDeepStrictEqual(here.outcome('b'), { why: 'too_long', retry: 'never' })
  assert.equal(there.heard.length, 2)
})

test('what has several recipients is refused: it would reach the first alone', async () => {
  const there = await carrier()
  const here = open(there)
  await up(here)
  const outcomes: Outcome[] = []
  here.connection.send([message({ to: ['tel:+14155550101', 'tel:+14155550102'] })], (settled) =>
    outcomes.push(...settled.map(({ outcome }) => outcome)),
  )
  await until(() => outcomes.length === 1)
  assert.deepEqual(outcomes[0], { kind: 'refused', why: 'no_groups', retry: 'never' })
  assert.equal(there.heard.length, 0)
})

test('handed over when there is no link: back at once, unharmed', async () => {
  const there = await carrier()
  const here = open(there)
  await up(here)
  await there.server.destroy()
  await until(() => here.it.changes.at(-1) === false)
  here.say(['a', 'Hi'])
  await until(() => here.it.outcomes.size === 1)
  assert.deepEqual(here.outcome('a'), { kind: 'refused', why: 'link_down', retry: 'later' })
})

test('a link that is down says when it is tried again, not in how long: what is read later is still true', async () => {
  const there = await carrier()
  const here = open(there)
  await up(here)
  await there.server.destroy()
  await until(() => here.it.whys.length > 0)
  const [, at] = /; next try at (\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ)$/.exec(String(here.it.whys[0])) ?? []
  assert.ok(Math.abs(Date.parse(String(at)) - Date.now()) < 10_000, `${here.it.whys[0]}`)
})

test('taken back is what waits for its turn; what is on the wire, or half gone, is settled as ever', async () => {
  const there = await carrier()
  const here = open(there, { window: 1, responseMs: 5_000 })
  await up(here)
  const answers: (() => void)[] = []
  there.respond = (pdus, answer) => void answers.push(() => answer(pdus.map(() => ({ messageId: 'id' }))))
  here.say(['a', long], ['b', 'Hi'], ['c', 'Ho'])
  await until(() => there.heard.length === 1)
  here.connection.takeBack?.(['a-0000', 'b-0000', 'nobody'])
  assert.deepEqual(here.outcome('b'), { kind: 'refused', why: 'key_unavailable', retry: 'later' })
  assert.equal(here.outcome('a'), undefined)
  for (const n of [1, 2, 3, 4]) {
    await until(() => answers.length === n)
    answers.at(-1)!()
  }
  await until(() => here.it.outcomes.size === 3)
  assert.deepEqual([kinds(here, 'a', 'c'), there.heard.length], [['taken', 'taken'], 4], 'three segments of a, and c')
})

test('throttled, it is not gone yet, and can be taken back', async () => {
  const there = await carrier()
  const here = open(there)
  await up(here)
  there.respond = (pdus, answer) => answer(pdus.map(() => status.throttled))
  here.say(['a', 'Hi'])
  await until(() => there.heard.length === 1)
  await wait(50)
  here.connection.takeBack?.(['a-0000'])
  assert.deepEqual(here.outcome('a'), { kind: 'refused', why: 'key_unavailable', retry: 'later' })
})

test('closing waits for answers under way, and settles everything', async () => {
  const there = await carrier()
  const here = open(there, { window: 1, responseMs: 5_000 })
  await up(here)
  there.respond = (pdus, answer) => void setTimeout(() => answer(pdus.map(() => ({ messageId: 'late' }))), 100)
  here.say(['a', 'Hi'], ['b', 'Ho'])
  await until(() => there.heard.length === 1)
  await here.connection[Symbol.asyncDispose]()
  assert.deepEqual(kinds(here, 'a', 'b'), ['taken', 'refused'])
  assert.equal(here.connection.room(), 0)
})

test('no more a second than the contract says', async () => {
  const there = await carrier()
  const here = open(there, { perSecond: 20 })
  await up(here)
  const started = performance.now()
  here.say(...Array.from({ length: 15 }, (_, i): [string, string] => [`m${i}`, 'Hi']))
  await until(() => here.it.outcomes.size === 15)
  assert.ok(performance.now() - started > 400)
})

const text = (words: string) =>
  deliverSm({ source: '14155550101', dest: '14155550100', sourceTon: 1, destTon: 1, shortMessage: Buffer.from(words) })
const deliver = (to: Carrier, ...pdus: ReturnType<typeof text>[]): Promise<number[]> =>
  new Promise((resolve) => {
    const got: number[] = []
    sessions(to)[0]!.deliver(pdus, (results) => {
      for (const it of results) got[it.at] = it.kind === 'resp' ? 0 : it.kind === 'refused' ? it.status : -1
      if (got.filter((it) => it !== undefined).length === pdus.length) resolve(got)
    })
  })

test('what is heard is acknowledged as it was written down', async () => {
  const there = await carrier()
  const here = open(there)
  await up(here)
  here.it.tell = async (happenings) => happenings.map((_, i) => (['written', 'again', 'nobody'] as const)[i % 3]!)
  assert.deepEqual(await deliver(there, text('a'), text('b'), text('c')), [0, status.receiverTemporary, status.invalidDestination])
})

test('what could not be written down is asked for again', async () => {
  const there = await carrier()
  const here = open(there)
  await up(here)
  here.it.tell = async () => {
    throw new Error('the database is away')
  }
  assert.deepEqual(await deliver(there, text('a')), [status.receiverTemporary])
  here.it.tell = async (happenings) => happenings.map(() => 'written')
  await deliver(there, text('a'))
  const [failed, again] = here.it.heard.map(({ session }) => session)
  assert.notEqual(failed, again, 'it may have been written down all the same: the like of it is marked')
})

test('each session has a name of its own, so that a redelivery is told from the same words said twice', async () => {
  const there = await carrier()
  const here = open(there)
  await up(here)
  await deliver(there, text('a'))
  await deliver(there, text('a'))
  sessions(there)[0]?.destroy()
  await until(() => here.it.changes.at(-1) === false)
  await up(here)
  await deliver(there, text('a'))
  const [one, two, three] = here.it.heard.map(({ session }) => session)
  assert.ok(one === two && two !== three)
})
