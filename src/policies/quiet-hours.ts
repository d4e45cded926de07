import { type Purpose, purposes } from '#src/message/message.ts'
import { allow, type Verdict } from '#src/message/verdict.ts'
import { policy, type Zones } from './policy.ts'

type Hours = { opens: number; closes: number; appliesTo: readonly Purpose[] }

const usual: Hours = { opens: 8, closes: 21, appliesTo: ['marketing'] } // spec: TCPA 47 CFR 64.1200(c)(1)

/** Whoever asks for a code or sends a keyword is awake. */
const never: readonly Purpose[] = ['code', 'keyword_reply']

/** Waits for daytime where the recipient lives; in a group, for the last of them to wake. */
export function quietHours(hours: Hours = usual) {
  return policy<Zones>({
    name: 'quiet-hours',
    exempts: purposes.filter((purpose) => never.includes(purpose) || !hours.appliesTo.includes(purpose)),
    perishable: true,
    gather: (messages, sources) => sources.timeZones(messages),
    judge: (_messages, zones, now) => zones.map((each) => verdict(each, now, hours)),
  })
}

function verdict(zones: Zones, now: Date, hours: Hours): Verdict {
  const until = new Date(Math.max(...zones.map((zone) => nextOpening(zone, now, hours))))
  return until > now ? { kind: 'hold', until, why: 'quiet_hours' } : allow
}

/** By day this very moment, else the next morning. Counted on the recipient's own clock, so half hours and DST come out right. */
function nextOpening(timeZone: string, now: Date, { opens, closes }: Hours): number {
  const here = now.toTemporalInstant().toZonedDateTimeISO(timeZone)
  if (here.hour >= opens && here.hour < closes) return now.getTime()
  const day = here.toPlainDate().add({ days: here.hour < opens ? 0 : 1 })
  return day.toZonedDateTime({ timeZone, plainTime: { hour: opens } }).epochMilliseconds
}
