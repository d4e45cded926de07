import { type Replaced, replacedInWords } from '#src/message/compose.ts'
import { type Reason, reasons, sentence } from '#src/message/reasons.ts'
import { sentenceOf } from '#src/message/sentences.ts'
import type { Bubble, MessagePage } from '#src/message/views.ts'
import type { StoredVerdict, Working } from './page/store.ts'

/** The page of a message: what each policy said and when, every hop, every receipt. */
export function pageOf(bubble: Bubble, encoding: string | null, working: Working, labelOf: (channel: string) => string): MessagePage {
  return {
    ...bubble,
    channel: working.line ? labelOf(working.line.channel) : '',
    line: working.line && {
      id: working.line.id,
      number: working.line.number,
      linkName: working.line.linkName,
      carrierName: working.line.carrierName,
    },
    encoding,
    verdicts: [
      ...verdicts(working.verdicts, bubble.at, 'gate'),
      ...working.events.flatMap(({ data, at }) => verdicts(data?.['by'], at.toISOString(), 'wire')),
    ],
    events: working.events.map(({ seq, at, kind, data, detail }) => ({
      seq,
      at: at.toISOString(),
      kind,
      sentence: sentenceOf(kind, data),
      detail: detailOf(data, kind === 'message.accepted' ? replacedOf(detail) : detail),
    })),
    segmentList: segmentsOf(bubble, working),
  }
}

function verdicts(by: unknown, at: string, moment: 'gate' | 'wire'): MessagePage['verdicts'] {
  if (typeof by !== 'object' || by === null) return []
  return Object.entries(by as Record<string, StoredVerdict>).map(([policy, { kind, why, until }]) => ({
    policy,
    kind,
    why: why ?? null,
    sentence: why && why in reasons ? sentence(why as Reason) : null, // `as`: just looked up
    until: until ?? null,
    at,
    moment,
  }))
}

/** At its beginning no carrier has spoken: what is sealed there is what gave way to look-alikes. */
const replacedOf = (sealed: string | null): string | null => sealed && replacedInWords(JSON.parse(sealed) as Replaced[]) // `as`: we wrote it

/** The carrier's own words and codes, told apart from ours. */
function detailOf(data: Record<string, unknown> | null, said: string | null): string | null {
  const ids = Array.isArray(data?.['ids']) ? `carrier’s id ${data['ids'].join(', ')}` : null
  const words = [said, ids, data?.['until'] && `until ${String(data['until'])}`].filter((it) => typeof it === 'string' && it !== '')
  return words.length > 0 ? words.join(' · ') : null
}

/**
 * While it is under way the segments are rows, found by whatever spelling of their ids a receipt may use; in the log stands the carrier's own.
 * Afterwards the log is all there is: the ids, what was reported of single segments, and of the last one the message's end.
 */
function segmentsOf(bubble: Bubble, { segments, events }: Working): MessagePage['segmentList'] {
  const sent = events.findLastIndex(({ kind }) => kind === 'message.sent')
  const said = events[sent]?.data?.['ids']
  const ids: unknown[] = Array.isArray(said) ? said : []
  if (segments.length > 0)
    return segments.map((it) => ({
      index: it.segment,
      carrierId: String(ids[it.segment - 1] ?? it.carrier_id),
      state: it.state,
      at: it.at.toISOString(),
      detail: it.detail,
    }))
  const since = events.slice(sent + 1)
  const end = since.findLast(({ kind, data }) => kind !== 'message.receipt' && data?.['reportedAt'])
  const own = ids.map((_, i) => since.findLast(({ kind, data }) => kind === 'message.receipt' && isEndOf(data, i + 1)))
  const isLast = own.filter((it) => it === undefined).length === 1
  return ids.map((id, i) => {
    const told = own[i] ?? (isLast ? end : undefined)
    const state = own[i]?.data?.['state'] ?? bubble.state
    const at = told?.data?.['reportedAt']
    return { index: i + 1, carrierId: String(id), state: String(state), at: at ? String(at) : null, detail: told?.detail ?? null }
  })
}

const isEndOf = (data: Record<string, unknown> | null, segment: number): boolean =>
  data?.['segment'] === segment && data['state'] !== 'sent'
