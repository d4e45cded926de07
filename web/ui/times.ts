/** How times are said. Pure: `now` and the zone are given. */

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** For a list: as short as can be. */
export function shortly(at: string, now: number): string {
  const past = now - Date.parse(at)
  if (past < MINUTE) return 'now'
  if (past < HOUR) return `${Math.floor(past / MINUTE)} min`
  if (past < 12 * HOUR || sameDay(at, now)) return `${Math.floor(past / HOUR)} h`
  if (past < 6 * DAY) return format(at, { weekday: 'short' })
  return past < 300 * DAY ? format(at, { day: 'numeric', month: 'short' }) : format(at, { day: 'numeric', month: 'short', year: 'numeric' })
}

/** The same within a sentence: “last used 6 min ago”, “changed 3 Oct”. */
export function ago(at: string, now: number): string {
  const said = shortly(at, now)
  if (said === 'now') return 'just now'
  return / (min|h)$/.test(said) ? `${said} ago` : said
}

export const clock = (at: string | number): string => format(at, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
export const toTheSecond = (at: string): string => format(at, { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' })
export const exactly = (at: string): string => format(at, { dateStyle: 'full', timeStyle: 'medium', hourCycle: 'h23' })
export const toTheMillisecond = (at: string): string =>
  format(at, {
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    fractionalSecondDigits: 3,
    hourCycle: 'h23',
  })
export const dayOf = (at: string): string => format(at, { year: 'numeric', month: '2-digit', day: '2-digit' })
export const dateOf = (at: string): string => format(at, { day: 'numeric', month: 'short', year: 'numeric' })

export function dayName(at: string, now: number): string {
  if (sameDay(at, now)) return 'Today'
  if (sameDay(at, now - DAY)) return 'Yesterday'
  const year = new Date(at).getFullYear() === new Date(now).getFullYear()
  return format(at, year ? { weekday: 'long', day: 'numeric', month: 'long' } : { day: 'numeric', month: 'long', year: 'numeric' })
}

/** Today the hour is enough; otherwise the day is said too. */
export const until = (at: string, now: number): string =>
  sameDay(at, now) ? clock(at) : `${format(at, { weekday: 'short' })} ${clock(at)}`

export const clockIn = (zone: string, now: number): string =>
  new Intl.DateTimeFormat(undefined, { timeZone: zone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(now)

export const hourIn = (zone: string, now: number): number =>
  Number(new Intl.DateTimeFormat('en', { timeZone: zone, hour: 'numeric', hourCycle: 'h23' }).format(now))

const sameDay = (at: string | number, now: number): boolean => new Date(at).toDateString() === new Date(now).toDateString()

const formats = new Map<string, Intl.DateTimeFormat>()

/** Making a formatter is slow, and a list shows hundreds of times. */
function format(at: string | number, options: Intl.DateTimeFormatOptions): string {
  const name = JSON.stringify(options)
  const made = formats.get(name) ?? new Intl.DateTimeFormat(undefined, options)
  formats.set(name, made)
  return made.format(new Date(at))
}
