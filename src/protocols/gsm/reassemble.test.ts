import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { add, addAll, defaultLimits, expired, type Part, reassembler } from './reassemble.ts'

const NOW = 1_000_000
const part = (seq: number, total: number, more: Partial<Part> & { says?: string } = {}): Part => {
  const { says = `part ${seq}`, ...rest } = more
  return { source: '15550100', destination: '15550101', ref: 7, wide: false, total, seq, octets: new TextEncoder().encode(says), ...rest }
}
const seqs = (parts: readonly Part[]) => parts.map(({ seq }) => seq)
const kinds = (outcomes: readonly { kind: string }[]) => outcomes.map(({ kind }) => kind)

describe('a set', () => {
  test('comes together in whatever order', () => {
    const { state, outcomes } = addAll(reassembler(), [part(3, 3), part(1, 3), part(2, 3)], NOW)
    expect(outcomes.slice(0, 2)).toEqual([
      { kind: 'pending', missing: [1, 2] },
      { kind: 'pending', missing: [2] },
    ])
    expect(outcomes[2]?.kind === 'complete' && seqs(outcomes[2].parts)).toEqual([1, 2, 3])
    expect(state.pending.size).toBe(0)
  })

  test('of one part is complete at once', () => {
    expect(add(reassembler(), part(1, 1), NOW).outcome).toMatchObject({ kind: 'complete' })
  })

  test.each([
    ['source', { source: '15550199' }],
    ['destination', { destination: '15550199' }],
    ['reference', { ref: 8 }],
    ['width of the reference', { wide: true }],
  ])('is told apart by its %s', (_, other) => {
    expect(kinds(addAll(reassembler(), [part(1, 2), part(2, 2, other)], NOW).outcomes)).toEqual(['pending', 'pending'])
  })

  test('is told apart by its total', () => {
    expect(kinds(addAll(reassembler(), [part(1, 2), part(2, 3)], NOW).outcomes)).toEqual(['pending', 'pending'])
  })

  test.each([
    [0, 2],
    [3, 2],
    [1, 0],
    [1, 256],
    [1.5, 2],
    [Number.NaN, 2],
  ])('part %d of %d is refused and changes nothing', (seq, total) => {
    const { state, outcome } = add(reassembler(), part(seq, total), NOW)
    expect(outcome).toEqual({ kind: 'refused' })
    expect(state.held).toBe(0)
  })
})

describe('a part that comes twice', () => {
  test('changes nothing while its set is pending', () => {
    const { state, outcomes } = addAll(reassembler(), [part(1, 3), part(1, 3), part(2, 3)], NOW)
    expect(kinds(outcomes)).toEqual(['pending', 'duplicate', 'pending'])
    expect(state.held).toBe(2)
  })

  test('is still known after its set is complete, for a while', () => {
    const { state } = addAll(reassembler(), [part(1, 2), part(2, 2)], NOW)
    expect(add(state, part(1, 2), NOW + 1).outcome.kind).toBe('duplicate')
    expect(add(state, part(1, 2), NOW + defaultLimits.rememberMs).outcome.kind).toBe('pending')
    expect(expired(state, NOW + defaultLimits.rememberMs).state.held).toBe(0)
  })

  test('with other content begins a new set; the old one is handed back, nothing is lost', () => {
    const before = addAll(reassembler(), [part(1, 3), part(2, 3)], NOW).state
    const { state, outcome, partials } = add(before, part(1, 3, { says: 'another message' }), NOW + 5)
    expect(outcome).toEqual({ kind: 'conflict', missing: [2, 3] })
    expect(partials).toMatchObject([{ why: 'conflict', missing: [3], since: NOW }])
    expect(seqs(partials[0]?.parts ?? [])).toEqual([1, 2])
    expect(state.held).toBe(1)
  })

  test('with other content after its set is complete is simply the next message', () => {
    const before = addAll(reassembler(), [part(1, 2), part(2, 2)], NOW).state
    const { outcomes, partials } = addAll(before, [part(1, 2, { says: 'x' }), part(2, 2, { says: 'y' })], NOW + 5)
    expect(kinds(outcomes)).toEqual(['pending', 'complete'])
    expect(partials).toEqual([])
  })
})

describe('time and room', () => {
  test('a set that stays incomplete is handed back when its time is over', () => {
    const { state } = add(reassembler(), part(2, 3), NOW)
    expect(expired(state, NOW + defaultLimits.timeoutMs - 1).partials).toEqual([])
    const late = expired(state, NOW + defaultLimits.timeoutMs)
    expect(late.partials).toMatchObject([{ why: 'timeout', missing: [1, 3], since: NOW }])
    expect(late.state).toMatchObject({ held: 0 })
  })

  test('a part does not join a set whose time is over, even before anybody asked', () => {
    const { state } = add(reassembler(), part(1, 2), NOW)
    const { outcome, partials } = add(state, part(2, 2), NOW + defaultLimits.timeoutMs)
    expect(outcome).toEqual({ kind: 'pending', missing: [1] })
    expect(partials).toMatchObject([{ why: 'timeout' }])
  })

  test('beyond the most sets the oldest is handed back', () => {
    const parts = [1, 2, 3].map((ref) => part(1, 2, { ref }))
    const { state, partials } = addAll(reassembler({ maxPending: 2 }), parts, NOW)
    expect(state.pending.size).toBe(2)
    expect(partials).toMatchObject([{ why: 'crowded', parts: [{ ref: 1 }] }])
  })

  test('beyond the most parts finished sets are forgotten first', () => {
    const finished = addAll(reassembler({ maxParts: 3 }), [part(1, 2), part(2, 2)], NOW).state
    const { state, partials } = addAll(finished, [part(1, 3, { ref: 8 }), part(2, 3, { ref: 8 })], NOW)
    expect(partials).toEqual([])
    expect(state).toMatchObject({ held: 2 })
    expect(addAll(state, [part(1, 2, { ref: 9 }), part(1, 2, { ref: 10 })], NOW).partials).toMatchObject([
      { why: 'crowded', parts: [{ ref: 8 }, { ref: 8 }] },
    ])
  })

  test('a state is never changed, only replaced', () => {
    const before = reassembler()
    add(before, part(1, 2), NOW)
    expect(before).toEqual(reassembler())
  })
})

test('whatever arrives, in whatever order and however often, every part is accounted for', () => {
  const arrival = fc.record({
    ref: fc.nat(3),
    total: fc.integer({ min: 1, max: 3 }),
    seq: fc.nat(4),
    says: fc.constantFrom('a', 'b'),
    after: fc.nat(400),
  })
  fc.assert(
    fc.property(fc.array(arrival, { maxLength: 40 }), (arrivals) => {
      let state = reassembler({ timeoutMs: 1000, rememberMs: 500, maxPending: 4, maxParts: 9 })
      let now = NOW
      const left: Part[] = []
      const taken: Part[] = []
      for (const { after, seq, total, ...more } of arrivals) {
        now += after
        const arrived = part(seq, total, more)
        const step = add(state, arrived, now)
        state = step.state
        if (step.outcome.kind !== 'refused' && step.outcome.kind !== 'duplicate') taken.push(arrived)
        if (step.outcome.kind === 'complete') left.push(...step.outcome.parts)
        left.push(...step.partials.flatMap(({ parts }) => parts))
        expect(state.held).toBe([...state.pending.values(), ...state.finished.values()].reduce((sum, { parts }) => sum + parts.length, 0))
        expect(state.held).toBeLessThanOrEqual(9)
      }
      left.push(...expired(state, now + 1000).partials.flatMap(({ parts }) => parts))
      expect(new Set(left)).toEqual(new Set(taken))
      expect(left.length).toBe(taken.length)
    }),
    { numRuns: 300 },
  )
})
