import { existsSync, readFileSync } from 'node:fs'
import type { Stage } from '../bench/support/stage.ts'

/** What was taken, held to what the carrier has: accepted = delivered + pending + in doubt + failed with a reason, and nothing goes twice. */

export type Count = {
  accepted: number
  /** Accepted with a 202, and not in the database: must be none. */
  lost: number
  delivered: number
  /** At the carrier, without a receipt yet: one that was on a link when it broke does not come again from this carrier. */
  pending: number
  inDoubt: number
  failed: number
  /** Not answered, because we were gone, and taken all the same. */
  unansweredButTaken: number
  atTheCarrier: number
  /** More than once at the carrier, although nobody asked for that: must be none. */
  unmarkedDuplicates: number
  /** At the carrier, and by our word it never went: must be none. */
  unknownHere: number
  /** Went by our word, and the carrier has never seen it: must be none. */
  neverArrived: number
  receiptsAcknowledged: number
}

type Facts = { accepted: readonly string[]; submits: readonly string[]; base: bigint; carrier: Record<string, unknown> }
type Row = { uri: string; state: string; reason: string | null }

/** States in which it has gone, has not, and may have. */
const gone = new Set(['sent', 'delivered', 'expired'])
const mayHaveGone = new Set([...gone, 'in_doubt', 'sending', 'failed'])

export async function count({ db }: Pick<Stage, 'db'>, facts: Facts): Promise<Count & { troubles: string[] }> {
  const rows = await db.spineRead<Row>(
    `select m.to_uris[1] as uri, coalesce(m.state, f.state) as state, coalesce(m.reason, f.reason) as reason
     from messages m left join flight f on f.workspace_id = m.workspace_id and f.message_id = m.id where m.direction = 'out'`,
  )
  const byNumber = Map.groupBy(rows, ({ uri }) => uri.replace('tel:+', ''))
  const atCarrier = new Map<string, number>()
  for (const number of facts.submits) atCarrier.set(number, (atCarrier.get(number) ?? 0) + 1)
  const numbers = facts.accepted.map((i) => String(facts.base + BigInt(i)))
  const of = (state: string) => rows.filter((it) => it.state === state).length
  const receiptsAcknowledged = Number(facts.carrier['receipts_acked'] ?? 0)
  const counted: Count = {
    accepted: numbers.length,
    lost: numbers.filter((it) => !byNumber.has(it)).length,
    delivered: of('delivered'),
    pending: of('sent'),
    inDoubt: of('in_doubt'),
    failed: of('failed'),
    unansweredButTaken: rows.length - numbers.filter((it) => byNumber.has(it)).length,
    atTheCarrier: atCarrier.size,
    unmarkedDuplicates: [...atCarrier.values()].filter((times) => times > 1).length,
    unknownHere: [...atCarrier.keys()].filter((it) => !byNumber.get(it)?.some(({ state }) => mayHaveGone.has(state))).length,
    neverArrived: rows.filter((it) => gone.has(it.state) && !atCarrier.has(it.uri.replace('tel:+', ''))).length,
    receiptsAcknowledged,
  }
  const sum = counted.delivered + counted.pending + counted.inDoubt + counted.failed
  const wrong: [boolean, string][] = [
    [counted.lost > 0, `${counted.lost} accepted and not in the database`],
    [counted.unmarkedDuplicates > 0, `${counted.unmarkedDuplicates} at the carrier more than once`],
    [counted.unknownHere > 0, `${counted.unknownHere} at the carrier that never went by our word`],
    [counted.neverArrived > 0, `${counted.neverArrived} went by our word and never arrived`],
    [sum !== rows.length, `${rows.length - sum} in no state that ends`],
    [[...byNumber.values()].some((all) => all.length > 1), 'one request was taken twice'],
    [rows.some(({ state, reason }) => state === 'failed' && !reason), 'failed without a reason'],
    // A receipt is acknowledged once it is written. What cannot be told apart from it: its message is in doubt, because the answer that named it was lost.
    [
      receiptsAcknowledged > counted.delivered + counted.inDoubt,
      `${receiptsAcknowledged - counted.delivered} receipts acknowledged and not recorded`,
    ],
  ]
  return { ...counted, troubles: wrong.flatMap(([is, what]) => (is ? [what] : [])) }
}

export const linesOf = (file: string): string[] => (existsSync(file) ? readFileSync(file, 'utf8').split('\n').filter(Boolean) : [])
