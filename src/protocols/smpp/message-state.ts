/** What became of a message: the states of the specification, their codes, and the words carriers write for them. */

export type MessageState =
  | 'scheduled'
  | 'enroute'
  | 'delivered'
  | 'expired'
  | 'deleted'
  | 'undeliverable'
  | 'accepted'
  | 'unknown'
  | 'rejected'
  | 'skipped'

interface Row {
  code: number
  /** As in the `stat:` of a receipt. */
  stat: string
  /** Nothing more will be heard of the message. */
  final: boolean
}

// spec: SMPP 3.4 §5.2.28, Appendix B; SMPP 5.0 §4.7.15
export const messageStates: Record<MessageState, Row> = {
  scheduled: { code: 0, stat: 'SCHEDULED', final: false },
  enroute: { code: 1, stat: 'ENROUTE', final: false },
  delivered: { code: 2, stat: 'DELIVRD', final: true },
  expired: { code: 3, stat: 'EXPIRED', final: true },
  deleted: { code: 4, stat: 'DELETED', final: true },
  undeliverable: { code: 5, stat: 'UNDELIV', final: true },
  accepted: { code: 6, stat: 'ACCEPTD', final: false },
  unknown: { code: 7, stat: 'UNKNOWN', final: true },
  rejected: { code: 8, stat: 'REJECTD', final: true },
  skipped: { code: 9, stat: 'SKIPPED', final: true },
}

const codes = new Map<number, MessageState>(Object.entries(messageStates).map(([state, { code }]) => [code, state as MessageState])) // the keys are the states

export const stateOfCode = (code: number): MessageState | undefined => codes.get(code)

/** By their first letters, since carriers shorten, lengthen and misspell. Longest first where one begins another. */
const beginnings: readonly (readonly [string, MessageState])[] = [
  ['UNDEL', 'undeliverable'],
  ['FAIL', 'undeliverable'],
  ['UNK', 'unknown'],
  ['DELIV', 'delivered'],
  ['DELET', 'deleted'],
  ['CANCEL', 'deleted'],
  ['EXP', 'expired'],
  ['ACC', 'accepted'],
  ['REJ', 'rejected'],
  ['ENR', 'enroute'],
  ['BUFF', 'enroute'],
  ['SENT', 'enroute'],
  ['SCHED', 'scheduled'],
  ['SKIP', 'skipped'],
]

/** The state a `stat:` word means; a link's own words first, digits as codes. */
export const stateOfStat = (stat: string, words: Readonly<Record<string, MessageState>> = {}): MessageState | undefined => {
  const word = stat.toUpperCase()
  const own = Object.entries(words).find(([theirs]) => theirs.toUpperCase() === word)
  if (own) return own[1]
  if (/^\d{1,2}$/.test(word)) return stateOfCode(Number(word))
  return beginnings.find(([beginning]) => word.startsWith(beginning))?.[1]
}
