import type { HealthView } from '#src/app/health-view.ts'
import type { LinkView } from '#src/routing/views.ts'
import { linkSaid } from '../links/state-words.ts'

/** What is well and what is not, each with what to do about it. Pure. */
export type Finding = { what: string; tone: 'good' | 'warn' | 'bad'; says: string; todo: string | null; linkId?: string }

/** A read of nothing takes a millisecond or two on one machine. */
const SLOW_DATABASE_MS = 50
/** Less than this and somebody should look, long before anything is refused. */
const DISK_MARGIN = 3
/** A reader is a moment behind whenever much happens. */
const FAR_BEHIND = 1_000

const right = (what: string, says: string): Finding => ({ what, tone: 'good', says, todo: null })

/** The worst first. */
export const findingsOf = (health: HealthView, links: readonly LinkView[]): Finding[] =>
  [database(health), disk(health), ...linksOf(links), ...health.readers.map(reader)].sort((a, b) => order[a.tone] - order[b.tone])

const order: Record<Finding['tone'], number> = { bad: 0, warn: 1, good: 2 }

function database({ databaseMs, postgres }: HealthView): Finding {
  const says = `PostgreSQL ${postgres} answers in ${databaseMs < 1 ? 'less than 1' : databaseMs} ms.`
  if (databaseMs < SLOW_DATABASE_MS) return right('Database', says)
  return {
    what: 'Database',
    tone: 'warn',
    says,
    todo: 'That is slow. Look at its load and its disk; on a machine of its own, at the network between.',
  }
}

function disk({ disk: it }: HealthView): Finding {
  if (!it) return { what: 'Disk', tone: 'warn', says: 'What is free cannot be read.', todo: 'See whether the data folder may be read.' }
  const says = `${bytes(it.freeBytes)} free; below ${bytes(it.floorBytes)} nothing new is accepted.`
  if (it.low)
    return { what: 'Disk', tone: 'bad', says, todo: 'Free some space now. Nothing is lost, and it goes on by itself once there is room.' }
  if (it.freeBytes < it.floorBytes * DISK_MARGIN)
    return { what: 'Disk', tone: 'warn', says, todo: 'Free some space soon, or give it a larger disk.' }
  return right('Disk', says)
}

function linksOf(links: readonly LinkView[]): Finding[] {
  const on = links.filter(({ enabled }) => enabled)
  const down = on.filter(({ state }) => !state.up)
  if (links.length === 0)
    return [{ what: 'Links', tone: 'warn', says: 'There is none, so nothing leaves and nothing arrives.', todo: 'Add a carrier.' }]
  if (down.length === 0) return [right('Links', on.length === 1 ? 'The one link is up.' : `All ${on.length} are up.`)]
  return down.map((link): Finding => {
    const { word, says } = linkSaid(link)
    return {
      what: `Link ${link.name}`,
      tone: word === 'Down' ? 'bad' : 'warn',
      says: `${word}. ${says}`,
      todo: 'Test its connection. Messages wait meanwhile, or take another line.',
      linkId: link.id,
    }
  })
}

function reader({ name, behind }: { name: string; behind: number }): Finding {
  const what = `Reader “${name.replaceAll('-', ' ')}”`
  if (behind === 0) return right(what, 'Has read everything.')
  const says = `${behind.toLocaleString('en')} ${behind === 1 ? 'event' : 'events'} behind.`
  if (behind < FAR_BEHIND) return right(what, says)
  return {
    what,
    tone: 'warn',
    says,
    todo: 'It catches up by itself. If the figure grows instead, the log of the server says what stops it.',
  }
}

export function bytes(count: number): string {
  const units = ['bytes', 'kB', 'MB', 'GB', 'TB']
  const step = count < 1 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(count) / 3))
  const value = count / 1000 ** step
  return `${value < 10 && step > 0 ? value.toFixed(1) : Math.round(value)} ${units[step]}`
}
