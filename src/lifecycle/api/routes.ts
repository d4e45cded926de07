import { hash } from 'node:crypto'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { z } from 'zod'
import { bubbles, messagesByIds, type Reading } from '#src/conversations/reading/store.ts'
import type { Draft } from '#src/message/draft.ts'
import type { Address } from '#src/message/message.ts'
import type { Bubble, Problem as ProblemView } from '#src/message/views.ts'
import type { Db } from '#src/platform/db.ts'
import { Problem } from '#src/platform/problem.ts'
import { oddText, readAs } from '#src/platform/zod-routes.ts'
import type { Accepted, Recorded } from '../outbound.ts'
import { shownAccepted } from '../shown.ts'
import { draftsFrom, type GivenDraft, notANumber, type OwnLine, refusals } from './drafts.ts'
import { filterMessages } from './store.ts'
import { longestKey, messageDraft, messageFilter, messagePageList, sendBody, sendHeaders, sendResult } from './views.ts'

export type ApiMessages = {
  db: Db
  reading: Reading
  caller(
    request: FastifyRequest,
    scope: 'messages:send' | 'messages:read',
  ): Promise<{ workspaceId: number; memberId: string | null; name: string }>
  now(): Date
  accept(drafts: Draft[]): Promise<{ accepted: Accepted; recorded: Recorded }[]>
  addressFrom(typed: string): Address | null
  lines(workspaceId: number): OwnLine[]
  /** The conversations with these, made where there are none, one each. */
  converse(list: { workspaceId: number; uri: Address; teamId: string; lineId: string }[]): Promise<string[]>
  /** Throws the problem that stands against taking anything now. */
  ready(): void
}

const keyHeader = 'idempotency-key'
/** A request by its Idempotency-Key; its messages are named by the key's hash. */
type Named = { request: NonNullable<Draft['request']>; hash: string }

export function registerApiMessages(app: FastifyInstance, it: ApiMessages): void {
  app.post(
    '/v1/messages',
    {
      schema: {
        summary: 'Send one message, or a list',
        description: 'A list answers one result each; what a rule blocks is accepted and recorded as failed, with its reason.',
        scope: 'messages:send',
        problems: [409, 422, 507],
        tags: ['messages'],
        takes: sendHeaders,
        body: sendBody,
        example: { to: '+14155550133', text: 'Your bicycle is ready.' },
        response: { 202: sendResult },
      },
    },
    async (request, reply) => {
      const caller = await it.caller(request, 'messages:send')
      it.ready()
      const body = request.body as z.infer<typeof sendBody> // `as`: checked by the schema
      const given = givenIn(body)
      const named = nameOf(request, () => asGiven(given, Array.isArray(body)))
      const { drafts, refused } = await draftsOf(given, caller, named)
      const answers = await it.accept(drafts.map(({ draft }) => draft))
      if (answers.some(({ recorded }) => recorded.kind === 'conflict')) throw problemFrom(refusals.conflict)
      const items = given.map((): { status: 'accepted' | 'same' | 'refused'; message: Bubble | null; problem: ProblemView | null } => ({
        status: 'refused',
        message: null,
        problem: null,
      }))
      for (const { n, problem } of refused) items[n]!.problem = problem
      const repeats: { n: number; id: string }[] = []
      for (const [i, { accepted, recorded }] of answers.entries()) {
        const n = drafts[i]!.n // one draft, one answer
        if (recorded.kind === 'recorded') items[n] = { status: 'accepted', message: shownAccepted(accepted, caller.name), problem: null }
        else if (recorded.kind === 'same') repeats.push({ n, id: recorded.messageId })
        else items[n]!.problem = refusals[recorded.kind]
      }
      if (repeats.length > 0) {
        const shown = await read(
          caller.workspaceId,
          repeats.map(({ id }) => id),
        )
        for (const { n, id } of repeats) items[n] = { status: 'same', message: shown.get(id) ?? null, problem: null }
      }
      if (Array.isArray(body)) return reply.code(202).send({ items })
      const [only] = items
      if (only?.message) return reply.code(202).send(only.message)
      throw problemFrom(only?.problem ?? refusals.sealed)
    },
  )

  app.get(
    '/v1/messages',
    {
      schema: {
        summary: 'Messages, the newest first',
        scope: 'messages:read',
        tags: ['messages'],
        problems: [422],
        querystring: messageFilter,
        response: { 200: messagePageList },
      },
    },
    async (request) => {
      const { workspaceId } = await it.caller(request, 'messages:read')
      const filter = request.query as z.infer<typeof messageFilter> // `as`: checked by the schema
      const { from, to } = { from: addressIn('from', filter.from), to: addressIn('to', filter.to) }
      const ids = await it.db.web(workspaceId, (tx) =>
        filterMessages(tx, workspaceId, {
          ...filter,
          ...(from && { from }),
          ...(to && { to }),
        }),
      )
      const page = ids.slice(0, filter.limit)
      const shown = await read(workspaceId, page)
      return { items: page.flatMap((id) => shown.get(id) ?? []), next: ids.length > filter.limit ? (page.at(-1) ?? null) : null }
    },
  )

  /** As people type it, or as messages show it: what cannot be either would find nothing, and look as if nothing were there. */
  const addressIn = (path: 'from' | 'to', typed: string | undefined): string | undefined => {
    if (typed === undefined) return undefined
    const found = it.addressFrom(typed) ?? (/^[a-z]+:[^+\d]/.test(typed) ? typed : null)
    if (found) return found
    throw problemFrom(notANumber(path, typed))
  }

  /** The same key for the same body answers the same messages; for another body it is refused. */
  const nameOf = (request: FastifyRequest, body: () => string): Named | null => {
    const key = request.headers[keyHeader]
    if (key === undefined) return null
    if (typeof key !== 'string' || key.length === 0 || key.length > longestKey)
      throw new Problem(400, 'idempotency_key_invalid', `Idempotency-Key must have 1 to ${longestKey} characters.`, {
        remedy: 'Take a name of your own for the request, such as the number of the order, or leave the header out.',
      })
    return { request: { name: key, body: body() }, hash: hash('sha256', key, 'base64url') }
  }

  const draftsOf = async (given: readonly GivenDraft[], caller: { workspaceId: number; memberId: string | null }, named: Named | null) => {
    const { workspaceId } = caller
    const asking = { ...caller, lines: it.lines(workspaceId), addressFrom: it.addressFrom }
    const read = draftsFrom(given, asking, (n) => (named ? { request: named.request, clientId: `api:${named.hash}#${n}` } : {}))
    await threadThem(read.drafts, workspaceId)
    return read
  }

  /** What leaves from a line that a team works belongs to a conversation of theirs. */
  const threadThem = async (drafts: readonly { draft: Draft; line: OwnLine | undefined }[], workspaceId: number): Promise<void> => {
    const worked = drafts.flatMap(({ draft, line }) =>
      line?.teamId && draft.to.length === 1 ? [{ draft, teamId: line.teamId, lineId: line.id }] : [],
    )
    if (worked.length === 0) return
    const ids = await it.converse(worked.map(({ draft, teamId, lineId }) => ({ workspaceId, uri: draft.to[0]!, teamId, lineId }))) // it has one
    for (const [i, { draft }] of worked.entries()) draft.conversationId = ids[i]! // one each
  }

  const read = async (workspaceId: number, ids: readonly string[]): Promise<Map<string, Bubble>> =>
    it.db.web(workspaceId, async (tx) => {
      const rows = await messagesByIds(tx, workspaceId, ids)
      return new Map((await bubbles(it.reading.content, workspaceId, rows)).map((bubble) => [bubble.id, bubble]))
    })
}

/** One message, or a list of them, as a list. */
export const givenIn = (body: z.infer<typeof sendBody>): GivenDraft[] =>
  Array.isArray(body) ? body.map((open) => draftIn(open())) : [{ draft: body }]

function draftIn(given: unknown): GivenDraft {
  const read = readAs(messageDraft, given)
  if ('value' in read) return { draft: read.value }
  // what goes too deep is not climbed again
  return { fields: read.fields, raw: oddText(given) === null ? JSON.stringify(given) : '' }
}

/** The body that an Idempotency-Key stands for; what was malformed counts too. */
const asGiven = (given: readonly GivenDraft[], isList: boolean): string => {
  const items = given.map((one) => ('draft' in one ? JSON.stringify(one.draft) : one.raw)).join(',')
  return isList ? `[${items}]` : items
}

export const problemFrom = ({ status, code, title, ...more }: ProblemView): Problem => new Problem(status, code, title, more)
