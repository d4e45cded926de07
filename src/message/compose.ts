import { type Replacement, smart as smartly } from '#src/protocols/gsm/smart.ts'
import type { Draft } from './draft.ts'
import type { Part } from './message.ts'

/** What was replaced in which part, so that the page of the message can show what was written. */
export type Replaced = { part: number } & Replacement

/** For a person: each kind of replacement once. */
export const replacedInWords = (replaced: readonly Replaced[]): string =>
  [...new Set(replaced.map(({ from, to }) => (to === '' ? `${named(from)} left out` : `${named(from)} became ${named(to)}`)))].join(', ')

/** What cannot be seen by itself goes by its number. */
const named = (chars: string): string =>
  /^[\p{L}\p{P}\p{S}\p{N}]\p{M}*$/u.test(chars)
    ? chars
    : [...chars].map((it) => `U+${it.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`).join(' ') // it has one

/** The only place where the words of a message change, and it says what it changed. Nobody who judges, routes or sends may. */
export function compose(draft: Draft): { draft: Draft; replaced: Replaced[] } {
  // a code is compared letter by letter by whoever reads it
  if (draft.smart !== true || draft.purpose === 'code') return { draft, replaced: [] }
  const replaced: Replaced[] = []
  const parts = draft.parts.map((it, part): Part => {
    if (it.kind !== 'text') return it
    const better = smartly(it.text)
    replaced.push(...better.replaced.map((each) => ({ part, ...each })))
    return { ...it, text: better.text }
  })
  return replaced.length === 0 ? { draft, replaced } : { draft: { ...draft, parts }, replaced }
}
