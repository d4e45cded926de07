import type { LiveFrame } from '#src/conversations/views.ts'

export type Changes = Extract<LiveFrame, { kind: 'changes' }>

/** Changes remembered at most. An answer older than all of them is asked for again. */
const MOST = 500

/**
 * The last changes the live stream told. An answer to a request may have been made before a change that came first:
 * what is newer than the answer's cursor is laid over it.
 */
export type Recent = { changes: Changes[]; forgottenUpTo: number }

export const nothingRecent: Recent = { changes: [], forgottenUpTo: 0 }

export function remember({ changes, forgottenUpTo }: Recent, next: Changes): Recent {
  const all = [...changes, next]
  if (all.length <= MOST) return { changes: all, forgottenUpTo }
  return { changes: all.slice(-MOST / 2), forgottenUpTo: all.at(-MOST / 2 - 1)?.upTo ?? forgottenUpTo }
}

export const since = (recent: Recent, cursor: number): Changes[] => recent.changes.filter((it) => it.upTo > cursor)

export const reachesBackTo = (recent: Recent, cursor: number): boolean => cursor >= recent.forgottenUpTo
