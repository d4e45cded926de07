import { messagesByIds } from '#src/conversations/reading/store.ts'
import type { MessageRow } from '#src/message/bubble.ts'
import type { Db, Tx } from '#src/platform/db.ts'

/** Webhooks, and what was tried. */

/** Further ones are refused: each is called on its own. */
export const mostWebhooks = 50
/** Of all workspaces together; the rest is not read. */
const mostInAll = 10_000

export type Hook = {
  workspaceId: number
  id: string
  name: string
  url: string
  kinds: string[]
  secrets: Buffer
  state: 'active' | 'failing' | 'paused'
  why: string | null
  seq: number
  failingSince: Date | null
  nextTryAt: Date
  attempts: number
  madeAt: Date
}

const columns = `workspace_id as "workspaceId", id, name, url, kinds, secrets, state, why, seq, failing_since as "failingSince",
  next_try_at as "nextTryAt", attempts, made_at as "madeAt"`

/** Those that are not paused, of all workspaces. */
export const openHooks = (db: Db): Promise<Hook[]> =>
  db.spineRead(`select ${columns} from webhooks where state <> 'paused' order by next_try_at limit ${mostInAll}`, [], 'webhooks.open')

export const hooksOf = (tx: Tx, workspaceId: number): Promise<Hook[]> =>
  tx.query(`select ${columns} from webhooks where workspace_id = $1 order by made_at, id limit ${mostWebhooks}`, [workspaceId])

export async function hookById(tx: Tx, workspaceId: number, id: string, { lock = false } = {}): Promise<Hook | null> {
  const [row] = await tx.query<Hook>(`select ${columns} from webhooks where workspace_id = $1 and id = $2${lock ? ' for update' : ''}`, [
    workspaceId,
    id,
  ])
  return row ?? null
}

/** False: there are too many. */
export async function addHook(
  tx: Tx,
  it: Pick<Hook, 'workspaceId' | 'id' | 'name' | 'url' | 'kinds' | 'secrets' | 'seq' | 'madeAt'>,
): Promise<boolean> {
  const rows = await tx.query(
    `insert into webhooks (workspace_id, id, name, url, kinds, secrets, seq, made_at, next_try_at)
     select $1, $2, $3, $4, $5, $6, $7, $8, $8 where (select count(*) from webhooks where workspace_id = $1) < ${mostWebhooks} returning id`,
    [it.workspaceId, it.id, it.name, it.url, it.kinds, it.secrets, it.seq, it.madeAt],
  )
  return rows.length > 0
}

export const saveHook = (tx: Tx, it: Omit<Hook, 'madeAt'>): Promise<object[]> =>
  tx.query(
    `update webhooks set name = $3, url = $4, kinds = $5, secrets = $6, state = $7, why = $8, seq = $9, failing_since = $10, next_try_at = $11,
       attempts = $12 where workspace_id = $1 and id = $2`,
    [
      ...[it.workspaceId, it.id, it.name, it.url, it.kinds, it.secrets, it.state, it.why, it.seq],
      ...[it.failingSince, it.nextTryAt, it.attempts],
    ],
  )

export const removeHook = (tx: Tx, workspaceId: number, id: string): Promise<object[]> =>
  tx.query('delete from webhooks where workspace_id = $1 and id = $2', [workspaceId, id])

/** Its place moves past what it does not want; whoever was quicker, or began again further back, is left alone. */
export const moveOn = (tx: Tx, { workspaceId, id, seq }: Hook, to: number): Promise<object[]> =>
  tx.query('update webhooks set seq = $4 where workspace_id = $1 and id = $2 and seq = $3', [workspaceId, id, seq, to], 'webhooks.move')

export type Delivery = {
  id: string
  webhookId: string
  kind: 'events' | 'replay' | 'test'
  state: 'pending' | 'delivered' | 'failed'
  firstSeq: number
  lastSeq: number
  events: number
  /** Each once, in the order they were told. */
  kinds: string[]
  /** The first of the messages it was about. */
  messageIds: string[]
  attempts: number
  madeAt: Date
  triedAt: Date | null
  ms: number | null
  status: number | null
  said: Buffer | null
  replayOf: string | null
}

const deliveryColumns = `id, webhook_id as "webhookId", kind, state, first_seq as "firstSeq", last_seq as "lastSeq", events, kinds,
  message_ids as "messageIds", attempts, made_at as "madeAt",
  tried_at as "triedAt", took_ms as ms, status, said, replay_of as "replayOf"`

/** What was begun and not ended: after a crash the same is told again, under the same id. */
export async function pendingOf(tx: Tx, workspaceId: number, webhookId: string): Promise<Delivery | null> {
  const [row] = await tx.query<Delivery>(
    `select ${deliveryColumns} from webhook_deliveries where workspace_id = $1 and webhook_id = $2 and state = 'pending' and kind = 'events'`,
    [workspaceId, webhookId],
    'webhooks.pending',
  )
  return row ?? null
}

export const begin = (
  tx: Tx,
  workspaceId: number,
  it: Pick<Delivery, 'id' | 'webhookId' | 'kind' | 'firstSeq' | 'lastSeq' | 'events' | 'kinds' | 'messageIds' | 'madeAt' | 'replayOf'>,
): Promise<object[]> =>
  tx.query(
    `insert into webhook_deliveries (workspace_id, id, webhook_id, kind, state, first_seq, last_seq, events, kinds, message_ids, made_at, replay_of)
     values ($1, $2, $3, $4, 'pending', $5, $6, $7, $8, $9, $10, $11)`,
    [workspaceId, it.id, it.webhookId, it.kind, it.firstSeq, it.lastSeq, it.events, it.kinds, it.messageIds, it.madeAt, it.replayOf],
    'webhooks.begin',
  )

export type Try = { at: Date; ms: number; status: number | null; said: Buffer | null }

/** False: it was ended meanwhile, because somebody began again elsewhere or removed the webhook. Then the webhook must not move. */
export async function noteTry(tx: Tx, workspaceId: number, id: string, state: Delivery['state'], tried: Try): Promise<boolean> {
  const rows = await tx.query(
    `update webhook_deliveries set state = $3, attempts = attempts + 1, tried_at = $4, took_ms = $5, status = $6, said = $7
     where workspace_id = $1 and id = $2 and state = 'pending' returning id`,
    [workspaceId, id, state, tried.at, tried.ms, tried.status, tried.said],
    'webhooks.tried',
  )
  return rows.length > 0
}

/** What is under way counts no more: its webhook was told to begin elsewhere, or tells other things now. */
export const abandonPending = (tx: Tx, workspaceId: number, webhookId: string): Promise<object[]> =>
  tx.query(
    `update webhook_deliveries set state = 'failed' where workspace_id = $1 and webhook_id = $2 and state = 'pending' and kind = 'events'`,
    [workspaceId, webhookId],
  )

export const deliveriesOf = (
  tx: Tx,
  workspaceId: number,
  webhookId: string,
  page: { state: Delivery['state'] | null; before: string | null; limit: number },
): Promise<Delivery[]> =>
  tx.query(
    `select ${deliveryColumns} from webhook_deliveries where workspace_id = $1 and webhook_id = $2
       and ($3::text is null or state = $3) and ($4::uuid is null or id < $4) order by id desc limit $5`,
    [workspaceId, webhookId, page.state, page.before, page.limit],
  )

export async function deliveryById(tx: Tx, workspaceId: number, webhookId: string, id: string): Promise<Delivery | null> {
  const [row] = await tx.query<Delivery>(
    `select ${deliveryColumns} from webhook_deliveries where workspace_id = $1 and webhook_id = $2 and id = $3`,
    [workspaceId, webhookId, id],
  )
  return row ?? null
}

/** The log of what was tried is kept so long, and at most so much is cleared away at once. */
export const keptDays = 7
const clearedAtOnce = 10_000
export const clearOld = (db: Db, before: Date): Promise<object[]> =>
  db.spineRead(
    `delete from webhook_deliveries where (workspace_id, id) in
       (select workspace_id, id from webhook_deliveries where made_at < $1 and (state <> 'pending' or kind <> 'events') limit ${clearedAtOnce})`,
    [before],
  )

/** The messages that events are about. */
export const messagesOf = (tx: Tx, workspaceId: number, ids: readonly string[]): Promise<MessageRow[]> =>
  messagesByIds(tx, workspaceId, [...new Set(ids)])
