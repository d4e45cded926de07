import type { Content } from '#src/message/content.ts'
import { bodyOf, type Told } from './body.ts'
import type { Post, Posted } from './client.ts'
import { type Secret, signature, signatureHeader } from './signing.ts'
import type { Delivery, Hook, Try } from './store.ts'

/** A delivery as a call: signed with secrets that rest sealed, and what they said to it, sealed for the log. */

export type CallParts = {
  content: Content
  post: Post
  now(): Date
  /** Calls under way are broken off. */
  stop: AbortSignal
}

/** A delivery before it was tried. */
export type Begun = Pick<
  Delivery,
  'id' | 'webhookId' | 'kind' | 'firstSeq' | 'lastSeq' | 'events' | 'kinds' | 'messageIds' | 'madeAt' | 'replayOf'
>

/** Null: it cannot be signed, because the workspace's key is away. */
export async function call(
  { content, post, now, stop }: CallParts,
  { workspaceId, id, url, secrets }: Hook,
  delivery: Begun,
  events: readonly Told[],
): Promise<Posted | null> {
  const [opened] = await content.open([{ workspaceId, table: 'webhooks', row: id, column: 'secrets', sealed: secrets }])
  if (!(opened instanceof Uint8Array)) return null
  const body = bodyOf(delivery.id, id, events)
  const headers = {
    [signatureHeader]: signature(body, JSON.parse(opened.toString()) as Secret[], now()), // `as`: we wrote it
    'tandem-delivery': delivery.id,
  }
  return post(url, body, headers, stop)
}

/** What came of it, as the log keeps it. While the key is away, their words are lost. */
export async function tryOf(
  { content, now }: Pick<CallParts, 'content' | 'now'>,
  workspaceId: number,
  id: string,
  { status, said, ms }: Posted,
): Promise<Try> {
  const [sealed] =
    said === '' ? [null] : await content.seal([{ workspaceId, table: 'webhook_deliveries', row: id, column: 'said', plain: said }])
  return { at: now(), ms, status, said: sealed instanceof Uint8Array ? sealed : null }
}
