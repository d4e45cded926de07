import type { FastifyInstance, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Address } from '#src/message/message.ts'
import type { Db, Tx } from '#src/platform/db.ts'
import { isReferred } from '#src/platform/db-errors.ts'
import { append } from '#src/platform/events.ts'
import { noCursor, Problem } from '#src/platform/problem.ts'
import { lineShown, type StateOf } from './lines/shown.ts'
import { insertNumber, linesOfNumbers, mostNumbers, type NumberRow, numberOf, numbersOf, relabelNumber, removeNumber } from './store.ts'
import { number, numberChange, numberDraft, numberList, numberQuery } from './views.ts'

/** Numbers, with the lines that carry them. */

export type NumberRoutes = {
  db: Db
  caller(
    request: FastifyRequest,
    scope: 'numbers:read' | 'numbers:write',
  ): Promise<{ workspaceId: number; memberId: string | null; name: string }>
  now(): Date
  id(): string
  addressFrom(typed: string): Address | null
  stateOf: StateOf
  changed(): Promise<void>
}

const tags = ['numbers']
const params = z.object({ number: z.string().min(3).max(80).meta({ example: '+14155550100' }) })

export function registerNumbers(app: FastifyInstance, it: NumberRoutes): void {
  const { db } = it
  type Who = Awaited<ReturnType<NumberRoutes['caller']>>

  app.get(
    '/v1/numbers',
    {
      schema: { summary: 'Numbers with their lines', scope: 'numbers:read', tags, querystring: numberQuery, response: { 200: numberList } },
    },
    async (request) => {
      const { workspaceId } = await it.caller(request, 'numbers:read')
      const { after, limit } = request.query as z.infer<typeof numberQuery> // `as`: checked by the schema
      if (after !== undefined && !/^[a-z]+:/.test(after)) noCursor('after')
      return db.web(workspaceId, async (tx) => {
        const rows = await numbersOf(tx, workspaceId, { after: after ?? null, limit: limit + 1 })
        const page = rows.slice(0, limit)
        return { items: await shown(tx, workspaceId, page), next: rows.length > limit ? (page.at(-1)?.uri ?? null) : null }
      })
    },
  )

  app.post(
    '/v1/numbers',
    {
      schema: {
        summary: 'Add a number',
        scope: 'numbers:write',
        problems: [409, 422],
        tags,
        body: numberDraft,
        example: { number: '+14155550100', label: 'Front desk' },
        response: { 201: number },
      },
    },
    async (request, reply) => {
      const who = await it.caller(request, 'numbers:write')
      const { number: typed, label } = request.body as z.infer<typeof numberDraft> // `as`: checked by the schema
      const uri = it.addressFrom(typed)
      if (!uri) throw notANumber(typed)
      const made = await db.web(who.workspaceId, async (tx) => {
        const added = await insertNumber(tx, { workspaceId: who.workspaceId, uri, label })
        if (added === 'known')
          throw new Problem(409, 'number_known', 'This number is yours already.', { remedy: 'Change its label instead.' })
        if (added === 'full')
          throw new Problem(409, 'too_many_numbers', `A workspace has at most ${mostNumbers} numbers.`, { remedy: 'Remove one first.' })
        const row = await one(tx, who.workspaceId, uri)
        await note(tx, who, 'number.added', { number: uri, name: label })
        return row
      })
      await it.changed()
      return reply.code(201).send(made)
    },
  )

  app.patch(
    '/v1/numbers/:number',
    {
      schema: {
        summary: 'Change a number’s label',
        scope: 'numbers:write',
        tags,
        params,
        body: numberChange,
        example: { label: 'Front desk' },
        response: { 200: number },
      },
    },
    async (request) => {
      const who = await it.caller(request, 'numbers:write')
      const { label } = request.body as z.infer<typeof numberChange> // `as`: checked by the schema
      const uri = uriOf(request)
      const changed = await db.web(who.workspaceId, async (tx) => {
        if (!(await relabelNumber(tx, { workspaceId: who.workspaceId, uri, label }))) throw noNumber()
        const row = await one(tx, who.workspaceId, uri)
        await note(tx, who, 'number.changed', { number: uri, name: label })
        return row
      })
      await it.changed()
      return changed
    },
  )

  app.delete(
    '/v1/numbers/:number',
    { schema: { summary: 'Remove a number without lines', scope: 'numbers:write', problems: [409], tags, params } },
    async (request, reply) => {
      const who = await it.caller(request, 'numbers:write')
      const uri = uriOf(request)
      await db
        .web(who.workspaceId, async (tx) => {
          const row = await numberOf(tx, who.workspaceId, uri)
          if (!row) throw noNumber()
          await removeNumber(tx, who.workspaceId, uri)
          await note(tx, who, 'number.removed', { number: uri, name: row.label })
        })
        .catch((cause: unknown) => {
          if (!isReferred(cause)) throw cause
          throw new Problem(409, 'number_in_use', 'This number still has lines.', { remedy: 'Remove its lines first.' })
        })
      await it.changed()
      return reply.code(204).send()
    },
  )

  const shown = async (tx: Tx, workspaceId: number, rows: readonly NumberRow[]) => {
    const lines = await linesOfNumbers(
      tx,
      workspaceId,
      rows.map(({ uri }) => uri),
    )
    const of = Map.groupBy(lines, ({ uri }) => uri)
    return rows.map(({ uri, label, madeAt }) => ({
      number: uri,
      label,
      madeAt: madeAt.toISOString(),
      lines: (of.get(uri) ?? []).map((line) => lineShown(line, it.stateOf)),
    }))
  }

  const one = async (tx: Tx, workspaceId: number, uri: string) => {
    const row = await numberOf(tx, workspaceId, uri)
    if (!row) throw noNumber()
    const [found] = await shown(tx, workspaceId, [row])
    return found! // one row, one number
  }

  const uriOf = (request: FastifyRequest): string => {
    const typed = (request.params as z.infer<typeof params>).number // `as`: checked by the schema
    return it.addressFrom(typed) ?? typed
  }

  const note = (tx: Tx, who: Who, kind: string, data: object) =>
    append(tx, [{ workspaceId: who.workspaceId, at: it.now(), kind, data: { ...data, by: who.memberId ?? who.name } }])
}

export const noNumber = (status = 404) =>
  new Problem(
    status,
    'no_number',
    'This number is not yours.',
    status === 422
      ? { remedy: 'Add it first.', fields: [{ path: 'number', message: 'is no number of yours' }] }
      : { remedy: 'GET /v1/numbers lists those that are.' },
  )
export const notANumber = (typed: string) =>
  new Problem(422, 'not_a_number', `“${typed}” is not a phone number.`, {
    remedy: 'Write it in full, like +14155550123.',
    fields: [{ path: 'number', message: 'is not a phone number' }],
  })
