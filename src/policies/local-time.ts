/** What the clock says somewhere. Counted in whole numbers, because the gate asks it of every message it may have to hold. */

export type LocalTime = {
  /** Days since 1970-01-01, as the calendar there has it. */
  day: number
  /** 0 ≤ hour < 24, with its fraction. */
  hour: number
}

const dayMs = 86_400_000
const hourMs = 3_600_000

export function localTime(zone: string, at: number): LocalTime {
  const local = at + offsetAt(zone, at)
  const day = Math.floor(local / dayMs)
  return { day, hour: (local - day * dayMs) / hourMs }
}

/** When an hour strikes there; one that the clocks skip strikes when they have moved, one that comes twice strikes the first time. */
export function momentOf(zone: string, day: number, hour: number): number {
  const date = new Date(day * dayMs).toISOString().slice(0, 10)
  return Temporal.PlainDate.from(date).toZonedDateTime({ timeZone: zone, plainTime: { hour } }).epochMilliseconds
}

/** 0 is Sunday. 1970-01-01 was a Thursday. */
export const weekday = (day: number): number => (((day + 4) % 7) + 7) % 7

export const dayOf = (date: string): number => Date.parse(date) / dayMs

type Span = { from: number; until: number; offset: number }

/** The span between two changes of the clocks that was asked for last: the same answer, sooner. There are about 600 zones. */
const spans = new Map<string, Span>()

function offsetAt(zone: string, at: number): number {
  const known = spans.get(zone)
  if (known && at >= known.from && at < known.until) return known.offset
  const here = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone)
  const span = {
    // the change that is now is not in the past
    from: here.add({ milliseconds: 1 }).getTimeZoneTransition('previous')?.epochMilliseconds ?? Number.NEGATIVE_INFINITY,
    until: here.getTimeZoneTransition('next')?.epochMilliseconds ?? Number.POSITIVE_INFINITY,
    offset: here.offsetNanoseconds / 1e6,
  }
  spans.set(zone, span)
  return span.offset
}
