import type { Conversation } from '#src/conversations/views.ts'

/** The lists of the pretend server. */

export function belongs(it: Conversation, view: string, me: string): boolean {
  if (view === 'mine') return it.assignee?.memberId === me
  if (view === 'unassigned') return it.assignee === null
  return view !== 'unread' || it.unread > 0
}

export const unreadOf = (all: Conversation[], me: string) => {
  const count = (view: string) => all.filter((it) => it.unread > 0 && belongs(it, view, me)).length
  return { all: count('all'), mine: count('mine'), unassigned: count('unassigned') }
}

/** Whole words, beginnings of three letters and more, and digits of numbers: every sought word must be somewhere. */
export function matches(texts: string[], q: string): boolean {
  const words =
    texts
      .join(' ')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? []
  const sought = q.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []
  return sought.every((it) =>
    words.some((word) => word === it || (it.length >= 3 && (word.startsWith(it) || (/^\d+$/.test(it) && word.includes(it))))),
  )
}
