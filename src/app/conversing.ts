import { recognise } from '#src/contacts/store.ts'
import { talk, talkingWith } from '#src/conversations/store.ts'
import type { Db } from '#src/platform/db.ts'
import { type Group, grouped } from '#src/platform/groups.ts'
import { limits } from './spine/grouping.ts'

/** With whom, for which team; the line is the one they are written to from. */
export type Wanted = { workspaceId: number; uri: string; teamId: string; lineId: string }

/**
 * The conversations with these addresses, one each, asked for together by all who write at the same time. Most have one already, and finding it
 * writes nothing; for the others contact and conversation are made in one transaction.
 */
export function conversing({ db, id, now }: { db: Db; id(): string; now(): Date }): Group<Wanted, string> {
  return grouped(async (wanted) => {
    const known = await talkingWith(db.spineRead, wanted)
    const strangers = wanted.filter((_, i) => known[i] === null)
    if (strangers.length === 0) return known as string[] // none is null
    const made = await db.spine(async (tx) => {
      const contactOf = await recognise(tx, strangers, id)
      const talks = strangers.map((it) => ({ ...it, contactId: contactOf(it), messageId: null, at: now(), heard: 0 as const }))
      return talk(tx, talks, id)
    })
    let next = 0
    return known.map((it) => it ?? made[next++]!) // one for each stranger
  }, limits)
}
