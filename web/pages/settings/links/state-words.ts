import { meaningOf, saidItself, withoutRetry } from '#src/delivery/try-out/in-words.ts'
import type { LinkView } from '#src/routing/views.ts'

/** How a link is, for a person. Pure. */
export type LinkSaid = {
  kind: 'up' | 'coming' | 'down' | 'off'
  word: string
  /** What it means, and what to look at. */
  says: string
  /** The other side's own words. */
  technical: string | null
  /** When it is tried again, where that is known. */
  next?: string
}

export function linkSaid({ enabled, state }: Pick<LinkView, 'enabled' | 'state'>): LinkSaid {
  if (!enabled)
    return { kind: 'off', word: 'Switched off', says: 'It is closed, and stays closed until it is switched on.', technical: null }
  if (state.up) return { kind: 'up', word: 'Up', says: 'It carries messages.', technical: null }
  if (!state.why) return { kind: 'coming', word: 'Coming up', says: 'It is connecting. This takes a second or two.', technical: null }
  const down = { kind: 'down', word: 'Down', ...nextIn(state.why) } as const
  const meaning = meaningOf(state.why)
  if (meaning) return { ...down, says: `${meaning} It is tried again by itself.`, technical: withoutRetry(saidItself(state.why)) }
  return { ...down, says: sentence(withoutRetry(state.why)), technical: null }
}

function nextIn(why: string): { next?: string } {
  const next = why.slice(withoutRetry(why).length).split(' ').at(-1) ?? ''
  return Number.isNaN(Date.parse(next)) ? {} : { next }
}

const sentence = (words: string): string => {
  const text = words.charAt(0).toUpperCase() + words.slice(1)
  return /[.!?]$/.test(text) ? text : `${text}.`
}
