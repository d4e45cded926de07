/** SMPP times, absolute and relative, from and to epoch milliseconds. */

const QUARTER_MS = 15 * 60_000
const SECOND_MS = 1000
const DAY_MS = 86_400_000
// spec: SMPP 3.4 §7.1.1
const SHAPE = /^(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\d)(\d\d)([-+R])$/

/** The moment a `YYMMDDhhmmsstnnp` text means, or null for the empty text ("at once", "the carrier's default") and for anything else. */
export const parseTime = (text: string, now: number): number | null => {
  const found = SHAPE.exec(text)
  if (!found) return null
  const [yy, month, day, hour, minute, second, tenth, quarters] = found.slice(1, 9).map(Number) as Eight // the expression has that many groups
  // spec: SMPP 3.4 §7.1.1.2
  if (found[9] === 'R') return later(now, yy, month, day, ((hour * 60 + minute) * 60 + second) * SECOND_MS)
  if (!valid(2000 + yy, month, day, hour, minute, second) || quarters > 48) return null
  const local = Date.UTC(2000 + yy, month - 1, day, hour, minute, second, tenth * 100)
  return found[9] === '-' ? local + quarters * QUARTER_MS : local - quarters * QUARTER_MS
}
type Eight = [number, number, number, number, number, number, number, number]

/** Adds years, months and days of the UTC calendar, then the rest; a day that the month lacks becomes its last. */
const later = (now: number, years: number, months: number, days: number, restMs: number): number => {
  const from = new Date(now)
  const month = from.getUTCMonth() + months + years * 12
  const last = new Date(Date.UTC(from.getUTCFullYear(), month + 1, 0)).getUTCDate()
  const midnight = Date.UTC(from.getUTCFullYear(), month, Math.min(from.getUTCDate(), last))
  return midnight + (now - Math.floor(now / DAY_MS) * DAY_MS) + days * DAY_MS + restMs
}

/** UTC unless told an offset in quarters of an hour, as the fields of `at` read there. */
export const formatAbsolute = (at: number, offsetQuarters = 0): string => {
  const there = new Date(at + offsetQuarters * QUARTER_MS)
  const tenths = Math.floor(there.getUTCMilliseconds() / 100)
  return `${dateText(there)}${pad(there.getUTCSeconds())}${tenths}${pad(Math.abs(offsetQuarters))}${offsetQuarters < 0 ? '-' : '+'}`
}

const MAX_RELATIVE_MS = 100 * DAY_MS - SECOND_MS

/** A duration from now, to the second, rounded up. Beyond 99 days only an absolute time is exact, so that is a RangeError. */
export const formatRelative = (durationMs: number): string => {
  if (!(durationMs >= 0 && durationMs <= MAX_RELATIVE_MS)) throw new RangeError(`relative time of ${durationMs} ms`)
  const seconds = Math.ceil(durationMs / SECOND_MS)
  const [days, hours, minutes] = [Math.floor(seconds / 86_400), Math.floor(seconds / 3600) % 24, Math.floor(seconds / 60) % 60]
  return `0000${pad(days)}${pad(hours)}${pad(minutes)}${pad(seconds % 60)}000R`
}

/**
 * The dates in a receipt's text: YYMMDDhhmm, with seconds, or with the century (14 digits, or 12 that make no sense otherwise).
 * They name no zone; `offsetMinutes` says how far the carrier's clock is ahead of UTC.
 */
export const parseReceiptDate = (digits: string, offsetMinutes = 0): number | null => {
  if (!/^(\d{10}|\d{12}|\d{14})$/.test(digits)) return null
  const short = digits.length === 14 ? null : fromParts(`20${digits}`, offsetMinutes)
  return short ?? (digits.length === 10 ? null : fromParts(digits, offsetMinutes))
}

const fromParts = (digits: string, offsetMinutes: number): number | null => {
  const part = (from: number, to: number) => Number(digits.slice(from, to))
  const [year, month, day, hour, minute, second] = [part(0, 4), part(4, 6), part(6, 8), part(8, 10), part(10, 12), part(12, 14)] as const
  if (!valid(year, month, day, hour, minute, second)) return null
  return Date.UTC(year, month - 1, day, hour, minute, second) - offsetMinutes * 60_000
}

export const formatReceiptDate = (at: number, digits: 10 | 12 | 14 = 10, offsetMinutes = 0): string => {
  const there = new Date(at + offsetMinutes * 60_000)
  if (digits === 10) return dateText(there)
  const withSeconds = dateText(there) + pad(there.getUTCSeconds())
  return digits === 12 ? withSeconds : `20${withSeconds}`
}

const dateText = (at: Date): string =>
  `${pad(at.getUTCFullYear() % 100)}${pad(at.getUTCMonth() + 1)}${pad(at.getUTCDate())}${pad(at.getUTCHours())}${pad(at.getUTCMinutes())}`

const valid = (year: number, month: number, day: number, hour: number, minute: number, second: number): boolean =>
  month >= 1 && month <= 12 && day >= 1 && day <= new Date(Date.UTC(year, month, 0)).getUTCDate() && hour < 24 && minute < 60 && second < 60

const pad = (number: number): string => (number < 10 ? `0${number}` : `${number}`)
