import { compose, type Replaced } from '#src/message/compose.ts'
import { type Draft, messageFrom } from '#src/message/draft.ts'
import type { Message } from '#src/message/message.ts'
import type { Reason } from '#src/message/reasons.ts'
import { sizeOf } from '#src/message/split.ts'
import { type FirstState, firstState } from '#src/message/state.ts'
import { stricter, type Verdict } from '#src/message/verdict.ts'
import { type Asking, type Judged, judge, judgeAgain } from '#src/policies/judge.ts'
import type { Route } from '#src/routing/choose.ts'

/** The way out, top to bottom: accept → dispatch. What the link answers is concluded in conclude.ts, what is reported later settled in settle.ts. */

/** What the way out needs from the outside. app.ts has it all; a test passes plain functions. */
export type World = Pick<Asking, 'policies' | 'sources' | 'unavailable'> & {
  now(): Date
  id(): string
  route(draft: Pick<Message, 'workspaceId' | 'from' | 'to'>): Route | null
}

export type Accepted = Judged & {
  state: FirstState
  route: Route | null
  segments: number
  encoding: string | null
  clientId?: string
  request?: NonNullable<Draft['request']>
  /** What gave way to look-alikes, where its sender allowed it. */
  replaced?: Replaced[]
}

/** `same`: its key named this message before. `conflict`: the key names another text, or that of its request another body. `sealed`: the workspace's key cannot be had. */
export type Recorded = { kind: 'recorded' } | { kind: 'same' | 'conflict'; messageId: string } | { kind: 'sealed' }

/** Asked to send → composed → routed, so that line and segments are known → judged → written down. A no is written down too, with its reason. */
export async function accept(
  drafts: readonly Draft[],
  world: World & {
    /** One transaction: the messages, every verdict, the first events of their lives, and their place in the queue. */
    record(accepted: Accepted[]): Promise<Recorded[]>
    /** What is on the disk and may go goes on in memory: the queue table is for a crash, or another process. */
    handOn(accepted: Accepted[]): void
  },
): Promise<{ accepted: Accepted; recorded: Recorded }[]> {
  const accepted = await foresee(drafts, world)
  const recorded = await world.record(accepted)
  world.handOn(accepted.filter((it, i) => recorded[i]?.kind === 'recorded' && it.state.kind === 'queued'))
  return accepted.map((it, i) => ({ accepted: it, recorded: recorded[i]! })) // record answers one each
}

/** What would become of them now, by the very way they would go: nothing is written down, and nothing leaves. */
export async function foresee(drafts: readonly Draft[], world: World): Promise<Accepted[]> {
  const at = world.now()
  const composed = drafts.map(compose)
  const messages = composed.map(({ draft }) => messageFrom(draft, world.id(), at))
  const judged = await judge(messages, { ...world, now: at })
  return judged.map((it, i) => placed(it, composed[i]!, world)) // judge answers one each
}

/** Where nothing can carry it, that is a no like a policy's, and is kept beside theirs. */
function placed(it: Judged, { draft: { clientId, request }, replaced }: ReturnType<typeof compose>, world: World): Accepted {
  const route = world.route(it.message)
  const size = route ? sizeOf(it.message.parts, route.abilities) : { segments: 1, encoding: null, tooLong: false }
  const no: Reason | null = !route ? 'no_route' : isForMore(it.message, route) ? 'no_groups' : size.tooLong ? 'too_long' : null
  const way: Verdict = no ? { kind: 'block', why: no } : { kind: 'allow' }
  const verdict = stricter(it.verdict, way)
  const by = { ...it.by, route: way }
  const { segments, encoding } = size
  return {
    message: it.message,
    verdict,
    by,
    state: firstState(verdict),
    route,
    segments,
    encoding,
    ...(clientId !== undefined && { clientId }),
    ...(request && { request }),
    ...(replaced.length > 0 && { replaced }),
  }
}

/** A channel that knows no groups would hand it to the first alone, and what the carrier says of that one would be shown for all. */
const isForMore = ({ to }: Message, { abilities }: Route): boolean => to.length > 1 && !abilities.groups

/** What waits in the queue of one link, in memory. */
export type Queued = {
  message: Message
  segments: number
  attempts: number
  /** Links that have said "elsewhere". */
  tried: readonly string[]
  expiresAt: Date
  /** When it may leave, in ms; and which others it must not overtake. */
  dueAt: number
  lane: string
}

/** Order holds within a conversation; without one, between two addresses. */
export const laneOf = ({ conversationId, workspaceId, from, to }: Message): string =>
  conversationId ?? `${workspaceId} ${from} ${to.join(' ')}`

export type Stopped = {
  item: Queued
  state: { kind: 'held'; until: Date; why: Reason } | { kind: 'review' | 'failed'; why: Reason } | { kind: 'expired'; why: Reason }
  by: Judged['by']
}

/**
 * Due → judged again by what perishes → marked `sending` for no more than the link has room for → ready to be handed to it.
 * What a policy stops now, or whose time has passed, is written down as such and does not leave.
 */
export async function dispatch(
  due: readonly Queued[],
  world: Pick<World, 'policies' | 'sources' | 'unavailable' | 'now'> & {
    /** Commits `sending` under the link's lease; answers which may leave. */
    mark(items: Queued[]): Promise<Set<string>>
    stop(stopped: Stopped[]): Promise<void>
  },
): Promise<Queued[]> {
  const now = world.now()
  const inTime = due.filter(({ expiresAt }) => expiresAt > now)
  const late = due.filter(({ expiresAt }) => expiresAt <= now)
  const judged = await judgeAgain(
    inTime.map(({ message }) => message),
    { ...world, now },
  )
  const stopped: Stopped[] = late.map((item) => ({ item, state: { kind: 'expired', why: 'out_of_time' }, by: {} }))
  const going: Queued[] = []
  for (const [i, { verdict, by }] of judged.entries()) {
    const item = inTime[i]! // judge answers one each
    const state = firstState(verdict)
    if (state.kind === 'queued') going.push(item)
    else stopped.push({ item, state, by })
  }
  if (stopped.length > 0) await world.stop(stopped)
  if (going.length === 0) return []
  const may = await world.mark(going)
  return going.filter(({ message }) => may.has(message.id))
}
