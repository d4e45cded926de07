import type { Content, Place } from '#src/message/content.ts'

/** Carriers' free text is sealed like everything else somebody wrote; where the key is away it is let go rather than kept in the open. */

type Of = { workspaceId: number; messageId: string }

/** Of an event, and of a segment. Both belong to their message. */
export const inEvent = ({ workspaceId, messageId }: Of): Place => ({ workspaceId, table: 'events', row: messageId, column: 'sealed' })
export const inSegment = ({ workspaceId, messageId }: Of): Place => ({
  workspaceId,
  table: 'carrier_ids',
  row: messageId,
  column: 'detail',
})
/** Before anybody knows whose message it is, under the key of the link's workspace. */
export const inEarly = (workspaceId: number, id: string): Place => ({ workspaceId, table: 'early_receipts', row: id, column: 'detail' })

/** One for each, null where there are no words or no key. */
export async function sealWords(
  content: Content,
  items: readonly { at: Place; words: string | null | undefined }[],
): Promise<(Buffer | null)[]> {
  const said = items.flatMap(({ at, words }, i) => (words ? [{ ...at, plain: words, i }] : []))
  const out: (Buffer | null)[] = items.map(() => null)
  if (said.length === 0) return out
  for (const [n, sealed] of (await content.seal(said)).entries()) if (sealed instanceof Uint8Array) out[said[n]!.i] = sealed // one answer each
  return out
}

/** One for each, null where there were none or the key is away. */
export async function openWords(content: Content, items: readonly { at: Place; sealed: Buffer | null }[]): Promise<(string | null)[]> {
  const some = items.flatMap(({ at, sealed }, i) => (sealed ? [{ ...at, sealed, i }] : []))
  const out: (string | null)[] = items.map(() => null)
  if (some.length === 0) return out
  for (const [n, plain] of (await content.open(some)).entries()) if (plain instanceof Uint8Array) out[some[n]!.i] = plain.toString() // one answer each
  return out
}
