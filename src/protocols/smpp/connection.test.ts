import { describe, expect, test } from 'vitest'
import { bare, bind, bindResp, deliverSm, messageResp, submitSm } from './build.ts'
import { Connection } from './connection.ts'
import type { Change, ConnectionOptions } from './connection-options.ts'
import { decode } from './decode.ts'
import { encode } from './encode.ts'
import { Framer } from './frames.ts'
import type { Pdu, Request } from './pdu.ts'
import type { Role } from './session.ts'
import type { AnswerList, Settled } from './settled.ts'
import { uintTlv } from './tlv.ts'

/** A connection with a pretend socket and clock, and everything that came out of it. */
const open = (role: Role, options: ConnectionOptions = {}) => {
  const time = { now: 0 }
  const out = { writes: 0, pdus: [] as Pdu[], reading: true, ended: false, destroyed: false, takes: true, backlog: 0 }
  const told = { changes: [] as Change[], lists: [] as [Request[], AnswerList][], bad: 0, rooms: 0 }
  const framer = new Framer()
  const wire = {
    write: (bytes: Uint8Array) => {
      out.writes++
      framer.push(Buffer.from(bytes)) // the connection may use its memory again
      while (framer.next()) out.pdus.push(decode(framer.buffer, framer.start, framer.end))
      return out.takes
    },
    idle: () => out.takes,
    backlog: () => out.backlog,
    pause: () => {
      out.reading = false
    },
    resume: () => {
      out.reading = true
    },
    end: () => {
      out.ended = true
    },
    destroy: () => {
      out.destroyed = true
    },
  }
  const hooks = {
    onBind: (pdu: Parameters<typeof bindResp>[0]) => connection.answerBind(bindResp(pdu, { systemId: 'mc' })),
    onRequests: (requests: Request[], answer: AnswerList) => void told.lists.push([requests, answer]),
    onChange: (change: Change) => void told.changes.push(change),
    onBadPdu: () => void told.bad++,
    onRoom: () => void told.rooms++,
  }
  const connection: Connection = new Connection(role, wire, hooks, () => time.now, options)
  const feed = (...pdus: Pdu[]) => connection.received(Buffer.concat(pdus.map((pdu) => encode(pdu))))
  const sent = (): Pdu[] => out.pdus.splice(0)
  const bound = () => {
    if (role === 'mc') feed(bind('bind_transceiver', { sequence: 1 }))
    else {
      connection.send(bind('bind_transceiver', {}))
      feed(bindResp(bind('bind_transceiver', { sequence: 1 }), {}))
    }
    sent()
  }
  return { time, out, told, connection, feed, sent, bound }
}
const turn = () => Promise.resolve()
const submits = (count: number) => Array.from({ length: count }, (_, i) => submitSm({ dest: `1555${i}`, shortMessage: Buffer.from('hi') }))

describe('requests of ours', () => {
  test('a batch leaves in one write, numbered in order', async () => {
    const { connection, out, sent, bound } = open('esme')
    bound()
    await turn()
    out.writes = 0
    connection.submit(submits(5), () => {})
    await turn()
    expect(out.writes).toBe(1)
    expect(sent().map(({ kind, sequence }) => [kind, sequence])).toEqual([2, 3, 4, 5, 6].map((n) => ['submit_sm', n]))
  })

  test('results come in one list a read, whatever the order of the answers', () => {
    const { connection, feed, bound } = open('esme')
    bound()
    const lists: Settled[][] = []
    connection.submit(submits(3), (some) => lists.push(some))
    feed(messageResp('submit_sm_resp', { sequence: 4, messageId: 'c' }), messageResp('submit_sm_resp', { sequence: 2, status: 0x0b }))
    feed(bare('generic_nack', 3, 0x03))
    feed(messageResp('submit_sm_resp', { sequence: 3, messageId: 'too late' }))
    expect(lists).toMatchObject([
      [
        { at: 2, kind: 'resp' },
        { at: 0, kind: 'refused', status: 0x0b },
      ],
      [{ at: 1, kind: 'refused', status: 3 }],
    ])
  })

  test('what cannot be written is unsent with its status, and the others go', async () => {
    const { connection, sent, bound } = open('esme')
    bound()
    const results: Settled[] = []
    connection.submit([submitSm({ source: 'Ω' }), ...submits(1)], (some) => results.push(...some))
    await turn()
    expect(results).toMatchObject([{ at: 0, kind: 'unsent', why: 'unwritable' }])
    expect([sent().length, connection.inFlight]).toEqual([1, 1])
  })

  test('a PDU built before is sent as it is, under a number of the session', async () => {
    const { connection, sent, bound } = open('esme')
    bound()
    connection.submit([encode(submitSm({ dest: '777', sequence: 99 }))], () => {})
    await turn()
    expect(sent()).toMatchObject([{ kind: 'submit_sm', dest: '777', sequence: 2 }])
  })

  test('before the bind nothing is sent', async () => {
    const { connection, sent } = open('esme')
    const results: Settled[] = []
    connection.submit(submits(1), (some) => results.push(...some))
    await turn()
    expect([results, sent()]).toEqual([[{ at: 0, kind: 'unsent', why: 'not_bound' }], []])
  })

  test('a response that cannot be read leaves its request unknown', () => {
    const { connection, feed, bound } = open('esme')
    bound()
    const results: Settled[] = []
    connection.submit(submits(1), (some) => results.push(...some))
    connection.received(Buffer.from(`00000111800000040000000000000002${'61'.repeat(257)}`, 'hex'))
    feed(bare('enquire_link', 5))
    expect(results).toEqual([{ at: 0, kind: 'unknown', why: 'malformed_response' }])
    expect(connection.session.state).toBe('BOUND_TRX')
  })

  test.each([
    ['drop', 'CLOSED', 1],
    ['forget', 'BOUND_TRX', 1],
    ['wait', 'BOUND_TRX', 0],
  ] as const)('an unanswered request under expiry %s', (expiry, state, settled) => {
    const { connection, time, bound, feed } = open('esme', { expiry })
    bound()
    const results: Settled[] = []
    connection.submit(submits(1), (some) => results.push(...some))
    time.now = 59_999
    feed(bare('enquire_link', 1))
    connection.tick()
    expect(results).toEqual([])
    time.now = 60_000
    connection.tick()
    expect(results).toEqual(Array.from({ length: settled }, () => ({ at: 0, kind: 'unknown', why: 'response_timer' })))
    expect(connection.session.state).toBe(state)
  })

  test('a carrier that asks for less is left alone for a second, then there is room again', () => {
    const { connection, time, feed, told, bound } = open('esme')
    bound()
    connection.submit(submits(2), () => {})
    feed(messageResp('submit_sm_resp', { sequence: 2, status: 0x58 }), messageResp('submit_sm_resp', { sequence: 3, status: 0x14 }))
    expect(connection.room()).toBe(0)
    told.rooms = 0
    time.now = 1_000
    connection.tick()
    expect([connection.room(), told.rooms]).toEqual([5, 1])
  })

  test('congestion_state on a response steers the window', () => {
    const { connection, feed, bound } = open('esme', { window: 100 })
    bound()
    connection.submit(submits(1), () => {})
    feed(messageResp('submit_sm_resp', { sequence: 2, tlvs: [uintTlv('congestion_state', 90)] }))
    expect(connection.room()).toBe(47)
  })
})

describe('requests of theirs', () => {
  const delivers = (count: number, from = 1) => Array.from({ length: count }, (_, i) => deliverSm({ sequence: from + i }))

  test('come in one list a read and are answered when we say so, in parts if we like', async () => {
    const { told, feed, sent, bound } = open('esme')
    bound()
    feed(...delivers(3))
    const [[requests, answer] = [[], () => {}]] = told.lists
    await turn()
    expect([requests.length, sent()]).toEqual([3, []])
    answer([0x64], 1)
    answer([0], 0)
    answer([0, 0, 0])
    await turn()
    expect(sent().map(({ kind, sequence, status }) => [kind, sequence, status])).toEqual([
      ['deliver_sm_resp', 2, 0x64],
      ['deliver_sm_resp', 1, 0],
      ['deliver_sm_resp', 3, 0],
    ])
  })

  test.each([
    ['throttled', 0x58],
    ['queue_full', 0x14],
  ] as const)('beyond the window they are refused: %s', (overWindow, status) => {
    const { told, feed, sent, bound } = open('mc', { inboundWindow: 2, overWindow })
    bound()
    feed(...submits(4).map((pdu, i) => ({ ...pdu, sequence: 10 + i })))
    expect(told.lists[0]?.[0]).toHaveLength(2)
    expect(sent().map((pdu) => [pdu.sequence, pdu.status])).toEqual([
      [12, status],
      [13, status],
    ])
  })

  test('or nothing is read until half of them are answered, and silence meanwhile proves nothing', () => {
    const { told, feed, out, time, connection, bound } = open('esme', { inboundWindow: 4 })
    bound()
    feed(...delivers(4))
    expect(out.reading).toBe(false)
    time.now = 3_600_000
    connection.tick()
    expect(connection.session.state).toBe('BOUND_TRX')
    told.lists[0]?.[1]([0])
    expect(out.reading).toBe(false)
    told.lists[0]?.[1]([0], 1)
    expect(out.reading).toBe(true)
  })

  test('what is not allowed in this state is refused', () => {
    const { feed, sent, bound } = open('mc')
    feed(submitSm({ sequence: 1 }))
    expect(sent()).toMatchObject([{ kind: 'submit_sm_resp', status: 4, sequence: 1 }])
    bound()
    feed(bind('bind_receiver', { sequence: 2 }), deliverSm({ sequence: 3 }))
    expect(sent()).toMatchObject([
      { kind: 'bind_receiver_resp', status: 5 },
      { kind: 'deliver_sm_resp', status: 4 },
    ])
  })
})

describe('bad bytes', () => {
  test('an unknown command gets generic_nack, a malformed one its own response, and the session goes on', () => {
    const { connection, sent, told, feed, bound } = open('mc')
    bound()
    connection.received(Buffer.from('00000010000000990000000000000007', 'hex'))
    connection.received(Buffer.from('00000010000000040000000000000008', 'hex'))
    feed(bare('enquire_link', 9))
    expect(sent()).toMatchObject([
      { kind: 'generic_nack', status: 3, sequence: 7 },
      { kind: 'submit_sm_resp', status: 0x15, sequence: 8 },
      { kind: 'enquire_link_resp', sequence: 9 },
    ])
    expect(told.bad).toBe(2)
  })

  test('an impossible length ends the session, after what came before it was handed over', () => {
    const { connection, sent, told, out, bound } = open('mc')
    bound()
    connection.received(Buffer.concat([encode(submitSm({ sequence: 3 })), Buffer.from('00000003000000040000000000000007', 'hex')]))
    expect(told.lists).toHaveLength(1)
    expect(sent()).toMatchObject([{ kind: 'generic_nack', status: 2, sequence: 7 }])
    expect([out.destroyed, told.changes.at(-1)]).toEqual([true, { kind: 'changed', from: 'BOUND_TRX', to: 'CLOSED', why: 'bad_length' }])
  })

  test('half a PDU that never ends ends the session', () => {
    const { connection, time, bound } = open('mc')
    bound()
    connection.received(Buffer.from('000000', 'hex'))
    time.now = 10_000
    connection.tick()
    expect(connection.session.state).toBe('CLOSED')
  })

  test('a mute session answers nothing by itself', () => {
    const { connection, sent, feed, bound } = open('mc')
    bound()
    connection.mute = true
    feed(bare('enquire_link', 2), bare('unbind', 3))
    connection.received(Buffer.from('00000010000000990000000000000007', 'hex'))
    expect(sent()).toEqual([])
  })
})

describe('back-pressure', () => {
  test('a full socket takes no more requests until it drains, and is read on meanwhile', () => {
    const { connection, out, feed, bound, told } = open('esme')
    bound()
    out.takes = false
    feed(bare('enquire_link', 1))
    expect([connection.room(), out.reading]).toEqual([0, true])
    told.rooms = 0
    out.takes = true
    connection.drained()
    expect([connection.room(), told.rooms]).toEqual([10, 1])
  })

  test('when answers pile up reading stops too', () => {
    const { connection, out, feed, bound } = open('esme')
    bound()
    out.takes = false
    out.backlog = 2_000_000
    feed(bare('enquire_link', 1))
    expect(out.reading).toBe(false)
    out.takes = true
    out.backlog = 0
    connection.drained()
    expect(out.reading).toBe(true)
  })

  test('a peer that takes nothing for the response time is given up', () => {
    const { connection, time, out, feed, bound } = open('esme')
    bound()
    out.takes = false
    feed(bare('enquire_link', 1))
    time.now = 60_000
    connection.tick()
    expect(connection.session.state).toBe('CLOSED')
  })
})

describe('leaving', () => {
  test('ours: when everything is answered', async () => {
    const { connection, sent, feed, bound, out } = open('esme')
    bound()
    connection.submit(submits(1), () => {})
    connection.leave(5_000)
    await turn()
    expect(sent().map(({ kind }) => kind)).toEqual(['submit_sm'])
    feed(messageResp('submit_sm_resp', { sequence: 2 }))
    expect(sent().map(({ kind }) => kind)).toEqual(['unbind'])
    feed(bare('unbind_resp', 3))
    expect([connection.session.state, out.destroyed]).toEqual(['CLOSED', true])
  })

  test('ours: at the deadline, whatever is in flight', async () => {
    const { connection, time, sent, bound } = open('esme')
    bound()
    const results: Settled[] = []
    connection.submit(submits(1), (some) => results.push(...some))
    connection.leave(5_000)
    time.now = 5_000
    connection.tick()
    expect(sent().map(({ kind }) => kind)).toEqual(['submit_sm', 'unbind'])
    time.now = 10_000
    connection.tick()
    expect(results).toEqual([{ at: 0, kind: 'unknown', why: 'unbind_timer' }])
  })

  test('theirs: after what they asked before is answered', async () => {
    const { connection, sent, feed, told, out, bound } = open('mc')
    bound()
    feed(submitSm({ sequence: 5 }), bare('unbind', 6))
    expect([sent(), connection.session.state]).toEqual([[], 'UNBOUND'])
    told.lists[0]?.[1]([{ messageId: 'x' }])
    await turn()
    expect(sent().map(({ kind, sequence }) => [kind, sequence])).toEqual([
      ['submit_sm_resp', 5],
      ['unbind_resp', 6],
    ])
    expect(out.ended).toBe(true)
    connection.closed('closed_by_peer')
    expect(told.changes.at(-1)).toMatchObject({ to: 'CLOSED', why: 'unbound_by_peer' })
  })
})
