import { type Replacement, smart as smartly } from '#src/protocols/gsm/smart.ts'
import type { Draft } from './draft.ts'
import type { Part } from './message.ts'

export type Composing = {
  /** Typography and accents that would make a text message dearer give way to look-alikes: the sender has chosen this for the line. */
  smart: boolean
}

/** What was replaced in which part, so that the page of the message can show what was written. */
export type Replaced = { part: number } & Replacement

/** The only place where the words of a message change, and it says what it changed. Nobody who judges, routes or sends may. */
export function compose(draft: Draft, { smart }: Composing): { draft: Draft; replaced: Replaced[] } {
  // a code is compared letter by letter by whoever reads it
  if (!smart || draft.purpose === 'code') return { draft, replaced: [] }
  const replaced: Replaced[] = []
  const parts = draft.parts.map((it, part): Part => {
    if (it.kind !== 'text') return it
    const better = smartly(it.text)
    replaced.push(...better.replaced.map((each) => ({ part, ...each })))
    return { ...it, text: better.text }
  })
  return replaced.length === 0 ? { draft, replaced } : { draft: { ...draft, parts }, replaced }
}
