import { statesOf } from '#src/contacts/zones.ts'
import { type Message, type Purpose, purposes } from '#src/message/message.ts'
import { allow, type Verdict } from '#src/message/verdict.ts'
import { dayOf, localTime, momentOf, weekday } from './local-time.ts'
import { policy, type Zones } from './policy.ts'
import usual from './quiet-hours.json' with { type: 'json' }
import type { PolicySettings } from './settings.ts'

/** From the first hour until before the last; null: not at all. */
type Hours = readonly number[] | null

/** One line of quiet-hours.json: a law, where it holds and since when. */
export type Rule = {
  where: string
  from: string
  until?: string
  purposes: readonly string[]
  weekdays: Hours
  saturday: Hours
  sunday: Hours
}

/** `own` are the hours of the workspace; null where neither they nor any law speak of such messages. */
type Facts = { zones: Zones; own: PolicySettings['quietHours'] } | null

/** Whoever asks for a code or sends a keyword is awake. */
const never: readonly Purpose[] = ['code', 'keyword_reply']

/**
 * Waits for daytime where the recipient is: wherever that may be, under every law of the states the number belongs to, and within the hours
 * of the workspace. In a group, for the last of them to wake.
 */
export function quietHours(rules: readonly Rule[] = usual.rules) {
  const underLaw = new Set(rules.flatMap((rule) => rule.purposes))
  const laws = Map.groupBy(rules.map(dated), ({ where }) => where)

  return policy<Facts>({
    name: 'quiet-hours',
    exempts: purposes.filter((purpose) => never.includes(purpose)),
    perishable: true,
    async gather(messages, sources) {
      const settings = await sources.settings(messages)
      const isAsked = messages.map(({ purpose }, i) => underLaw.has(purpose) || covers(settings[i]!.quietHours, purpose)) // `!`: one for each
      const asked = messages.filter((_, i) => isAsked[i])
      if (asked.length === 0) return messages.map(() => null)
      const zones = await sources.timeZones(asked)
      let at = 0
      return messages.map((_, i): Facts => (isAsked[i] ? { zones: zones[at++]!, own: settings[i]!.quietHours } : null))
    },
    judge: (messages, facts, now) => messages.map((message, i) => verdict(message, facts[i] ?? null, laws, now)),
  })
}

const covers = ({ appliesTo }: PolicySettings['quietHours'], purpose: Purpose) => (appliesTo as readonly string[]).includes(purpose)

/** A rule with its days as numbers, Sunday first. */
type Law = { where: string; from: number; until: number; purposes: readonly string[]; week: readonly Hours[] }

function dated({ where, from, until, purposes, weekdays, saturday, sunday }: Rule): Law {
  const week = [sunday, weekdays, weekdays, weekdays, weekdays, weekdays, saturday]
  return { where, from: dayOf(from), until: until ? dayOf(until) : Number.POSITIVE_INFINITY, purposes, week }
}

function verdict({ to, purpose }: Message, facts: Facts, laws: Map<string, Law[]>, now: Date): Verdict {
  if (facts === null) return allow
  const { zones, own } = facts
  const places = new Set(to.flatMap(statesOf).flatMap((state) => [state, state.slice(0, 2)]))
  const holding = [...places].flatMap((place) => laws.get(place) ?? []).filter((law) => law.purposes.includes(purpose))
  const opening = firstOpening(zones, now.getTime(), (day) => hoursOn(day, holding, covers(own, purpose) ? own : null))
  if (opening === null) return { kind: 'review', why: 'never_daytime' }
  return opening > now.getTime() ? { kind: 'hold', until: new Date(opening), why: 'quiet_hours' } : allow
}

/** The hours in which everybody agrees that it is day. */
function hoursOn(day: number, laws: readonly Law[], own: PolicySettings['quietHours'] | null): Hours {
  let [opens, closes] = [own?.opens ?? 0, own?.closes ?? 24]
  if (own?.sundays === false && weekday(day) === 0) return null
  for (const { from, until, week } of laws) {
    if (day < from || day >= until) continue
    const hours = week[weekday(day)]
    if (!hours) return null
    opens = Math.max(opens, hours[0]!) // `!`: quiet-hours.test.ts reads every line of the table
    closes = Math.min(closes, hours[1]!)
  }
  return opens < closes ? [opens, closes] : null
}

/** Beyond it there is no hour that is day everywhere: a week repeats, and nine days hold one whole week on everybody's calendar. */
const farthestMs = 9 * 86_400_000

/** The first moment that is day in every zone. Each zone in turn puts it off until all agree; none can put it off too far. */
function firstOpening(zones: Zones, now: number, hoursOn: (day: number) => Hours): number | null {
  let at = now
  for (let agreed = 0, i = 0; agreed < zones.length; i++) {
    const opening = openingIn(zones[i % zones.length]!, at, hoursOn) // `!`: within the list
    if (opening === null || opening > now + farthestMs) return null
    agreed = opening === at ? agreed + 1 : 1
    at = opening
  }
  return at
}

/** By day this very moment, else the next opening on the calendar there, so that half hours and changing clocks come out right. */
function openingIn(zone: string, at: number, hoursOn: (day: number) => Hours): number | null {
  const { day: today, hour } = localTime(zone, at)
  for (let day = today; day < today + 9; day++) {
    const hours = hoursOn(day)
    if (!hours) continue
    const [opens, closes] = hours as [number, number] // as: opens and closes, always two
    if (day > today || hour < opens) return momentOf(zone, day, opens)
    if (hour < closes) return at
  }
  return null
}
