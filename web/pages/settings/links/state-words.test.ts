import { expect, test } from 'vitest'
import { linkSaid } from './state-words.ts'

const state = { up: false, why: null as string | null, since: null, room: 0, waiting: 0, underWay: 0, window: null, only: null }
const cases = [
  [
    'nobody listens',
    { ...state, why: 'connect ECONNREFUSED 127.0.0.1:1; next try at 2026-01-05T12:00:08Z' },
    true,
    'Down',
    'Nothing listens there: check host and port. It is tried again by itself.',
  ],
  [
    'the bind is refused',
    { ...state, why: 'the carrier refused the bind: ESME_RINVPASWD, invalid password; next try at 2026-01-05T12:00:08Z' },
    true,
    'Down',
    'It is there, and refuses us: check system id and password, and how many sessions it allows. It is tried again by itself.',
  ],
  [
    'what nobody knows is said as it came',
    { ...state, why: 'something else; next try at 2026-01-05T12:00:08Z' },
    true,
    'Down',
    'Something else.',
  ],
  ['not opened yet', state, true, 'Coming up', 'It is connecting. This takes a second or two.'],
  ['up', { ...state, up: true }, true, 'Up', 'It carries messages.'],
  [
    'switched off',
    { ...state, why: 'It is switched off.' },
    false,
    'Switched off',
    'It is closed, and stays closed until it is switched on.',
  ],
] as const
for (const [because, of, enabled, word, says] of cases)
  test(because, () => expect(linkSaid({ enabled, state: of })).toMatchObject({ word, says }))

test('when it is tried again is told apart', () => {
  const of = (why: string) => linkSaid({ enabled: true, state: { ...state, why } })
  for (const why of ['connect ECONNREFUSED 127.0.0.1:1', 'something else']) {
    const said = of(`${why}; next try at 2026-01-05T12:00:08Z`)
    expect(said.next).toBe('2026-01-05T12:00:08Z')
    expect(`${said.says} ${said.technical}`).not.toContain('next try')
    expect(of(why).next).toBeUndefined()
  }
})

test('the other side’s own words stand beside', () => {
  expect(
    linkSaid({ enabled: true, state: { ...state, why: 'connect ECONNREFUSED 127.0.0.1:1; next try at 2026-01-05T12:00:08Z' } }).technical,
  ).toContain('ECONNREFUSED')
})
