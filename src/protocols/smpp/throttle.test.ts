import { describe, expect, test } from 'vitest'
import { allowance, congested, type Throttle, throttled, unthrottled } from './throttle.ts'

describe('throttling', () => {
  test('pauses double up to the longest, and further refusals in a pause do not count', () => {
    let throttle: Throttle = unthrottled
    let now = 0
    const pauses = Array.from({ length: 8 }, () => {
      throttle = throttled(throttle, now)
      throttle = throttled(throttle, now + 1)
      now = throttle.pausedUntil
      return throttle.pauseMs
    })
    expect(pauses).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000, 30_000])
  })

  test('in a pause nothing goes; then the window comes back a tenth a second', () => {
    const throttle = throttled(unthrottled, 0)
    expect([0, 999, 1_000, 2_000, 4_000, 6_000].map((now) => allowance(throttle, 100, now))).toEqual([0, 0, 50, 60, 80, 100])
  })

  test('after the window is whole again a new pause is a short one', () => {
    const throttle = throttled(throttled(unthrottled, 0), 1_500)
    expect(throttle.pauseMs).toBe(2_000)
    expect(throttled(throttle, 60_000).pauseMs).toBe(1_000)
  })

  test('at least one goes after a pause, however small the window', () => {
    expect(allowance(throttled(unthrottled, 0), 1, 1_000)).toBe(1)
  })
})

describe('congestion_state', () => {
  test.each([
    [0, 100],
    [79, 100],
    [80, 95],
    [90, 47],
    [99, 4],
  ])('%i leaves %i of 100', (state, room) => expect(allowance(congested(unthrottled, state, 0), 100, 0)).toBe(room))

  test('100 stops for a second, then lets one through to see', () => {
    const throttle = congested(unthrottled, 100, 0)
    expect([allowance(throttle, 100, 999), allowance(throttle, 100, 1_000)]).toEqual([0, 1])
    expect(allowance(congested(throttle, 20, 1_000), 100, 1_000)).toBe(100)
  })
})
