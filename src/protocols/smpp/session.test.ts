import { describe, expect, test } from 'vitest'
import { admission, defaultTimers, type Input, openSession, type Role, type Session, type SessionState, step } from './session.ts'

const at = (state: SessionState, role: Role = 'esme', more: Partial<Session> = {}): Session => ({
  ...openSession(role, { ...defaultTimers, inactivityMs: 300_000 }, 0),
  state,
  ...more,
})

describe('moves', () => {
  const cases: [SessionState, Input, SessionState, string][] = [
    ['OPEN', { kind: 'bound', as: 'BOUND_TRX' }, 'BOUND_TRX', 'a bind was accepted'],
    ['OPEN', { kind: 'outbind' }, 'OUTBOUND', 'an outbind came or went'],
    ['OUTBOUND', { kind: 'bound', as: 'BOUND_RX' }, 'BOUND_RX', 'an outbind was followed'],
    ['OUTBOUND', { kind: 'bound', as: 'BOUND_TX' }, 'OUTBOUND', 'an outbind is not for sending'],
    ['BOUND_TX', { kind: 'unbind' }, 'UNBOUND', 'one of the two unbound'],
    ['BOUND_TX', { kind: 'bound', as: 'BOUND_RX' }, 'BOUND_TX', 'bound once is bound'],
    ['UNBOUND', { kind: 'closed', why: 'closed_by_us' }, 'CLOSED', 'the socket closed'],
    ['CLOSED', { kind: 'bound', as: 'BOUND_TRX' }, 'CLOSED', 'closed is the end'],
  ]
  test.each(cases)('%s, %o → %s: %s', (from, input, to) => {
    const { session, effects } = step(at(from), input, 5)
    expect(session.state).toBe(to)
    expect(effects).toHaveLength(from === to ? 0 : 1)
  })

  test('nothing is changed in place', () => {
    const session = Object.freeze(at('OPEN'))
    expect(step(session, { kind: 'heard', active: true, whole: true, partial: false }, 7).session.heardAt).toBe(7)
    expect(session.heardAt).toBe(0)
  })
})

describe('timers', () => {
  const drops: [string, Session, number, string][] = [
    ['nobody binds', at('OPEN', 'mc'), 30_000, 'session_init_timer'],
    ['our bind is not answered', at('OPEN'), 10_000, 'bind_timer'],
    ['enquire_link is not answered', at('BOUND_TX', 'esme', { enquiredAt: 0 }), 60_000, 'enquire_link_timer'],
    ['nothing but enquire_link', at('BOUND_TX', 'mc', { heardAt: 299_999 }), 300_000, 'inactivity_timer'],
    ['half a PDU', at('BOUND_TX', 'mc', { partialAt: 0 }), 10_000, 'pdu_timer'],
    ['our unbind is not answered', at('UNBOUND'), 5_000, 'unbind_timer'],
  ]
  test.each(drops)('%s', (_, session, ms, why) => {
    expect(step(session, { kind: 'tick' }, ms - 1).effects).not.toContainEqual({ kind: 'drop', why })
    expect(step(session, { kind: 'tick' }, ms).effects).toEqual([{ kind: 'drop', why }])
  })

  test('after silence we ask, once', () => {
    const asked = step(at('BOUND_RX'), { kind: 'tick' }, 30_000)
    expect(asked.effects).toEqual([{ kind: 'enquire' }])
    expect(step(asked.session, { kind: 'tick' }, 31_000).effects).toEqual([])
  })

  test('any whole PDU is a sign of life, single octets are not', () => {
    const session = at('BOUND_TX', 'esme', { enquiredAt: 0 })
    expect(step(session, { kind: 'heard', active: false, whole: true, partial: false }, 9).session.enquiredAt).toBeNull()
    const dripped = step(session, { kind: 'heard', active: false, whole: false, partial: true }, 9).session
    expect(dripped).toMatchObject({ enquiredAt: 0, heardAt: 0, partialAt: 9 })
    expect(step(dripped, { kind: 'heard', active: false, whole: false, partial: true }, 99).session.partialAt).toBe(9)
  })

  test('while we do not read, silence proves nothing', () => {
    const { session } = step(at('BOUND_TX', 'esme', { enquiredAt: 0 }), { kind: 'deaf', deaf: true }, 1)
    expect(step(session, { kind: 'tick' }, 900_000).effects).toEqual([])
  })

  test('a timer of 0 is off', () => {
    const session = { ...at('OPEN', 'mc'), timers: { ...defaultTimers, sessionInitMs: 0 } }
    expect(step(session, { kind: 'tick' }, 1e9).effects).toEqual([])
  })
})

describe('who may ask what', () => {
  const cases = [
    ['OPEN', 'esme', 'bind_transceiver', 0],
    ['OPEN', 'esme', 'enquire_link', 0],
    ['OPEN', 'esme', 'submit_sm', 4],
    ['OPEN', 'mc', 'outbind', 0],
    ['OPEN', 'mc', 'deliver_sm', 4],
    ['OUTBOUND', 'esme', 'bind_receiver', 0],
    ['OUTBOUND', 'esme', 'bind_transmitter', 4],
    ['BOUND_TX', 'esme', 'submit_sm', 0],
    ['BOUND_TX', 'mc', 'deliver_sm', 4],
    ['BOUND_RX', 'esme', 'submit_sm', 4],
    ['BOUND_RX', 'mc', 'deliver_sm', 0],
    ['BOUND_RX', 'mc', 'alert_notification', 0],
    ['BOUND_TRX', 'esme', 'broadcast_sm', 0],
    ['BOUND_TRX', 'mc', 'data_sm', 0],
    ['BOUND_TRX', 'mc', 'submit_sm', 4],
    ['BOUND_TRX', 'esme', 'bind_receiver', 5],
    ['UNBOUND', 'esme', 'submit_sm', 4],
    ['UNBOUND', 'esme', 'unbind', 0],
  ] as const
  test.each(cases)('%s: %s, %s → %i', (state, sender, kind, status) => expect(admission(at(state), sender, kind)).toBe(status))
})
