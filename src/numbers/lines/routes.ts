import type { FastifyInstance, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Tx } from '#src/platform/db.ts'
import { isReferred, takenIndex } from '#src/platform/db-errors.ts'
import { append } from '#src/platform/events.ts'
import { Problem } from '#src/platform/problem.ts'
import { type NumberRoutes, noNumber, notANumber } from '../routes.ts'
import { changeLine, insertLine, lineById, mostLinesOfNumber, numberOf, removeLine } from '../store.ts'
import { lineChange, lineDraft, type WholeLine, wholeLine } from '../views.ts'
import { lineShown } from './shown.ts'

/** Lines: which link carries which number. The team's own list of them is GET /v1/lines in conversations/answering/routes.ts. */

const tags = ['lines']
const params = z.object({ id: z.uuid() })

export function registerLines(app: FastifyInstance, it: NumberRoutes): void {
  const { db } = it
  type Who = Awaited<ReturnType<NumberRoutes['caller']>>

  app.get(
    '/v1/lines/:id',
    { schema: { summary: 'One line', scope: 'numbers:read', tags, params, response: { 200: wholeLine } } },
    async (request) => {
      const { workspaceId } = await it.caller(request, 'numbers:read')
      return db.web(workspaceId, (tx) => oneLine(tx, workspaceId, idOf(request)))
    },
  )

  app.post(
    '/v1/lines',
    {
      schema: {
        summary: 'Let a number be carried by a link',
        scope: 'numbers:write',
        problems: [409, 422],
        tags,
        body: lineDraft,
        example: { number: '+14155550100', linkId: '01a1ffca-539d-7528-aa6f-c9f7bf657b75' },
        response: { 201: wholeLine },
      },
    },
    async (request, reply) => {
      const who = await it.caller(request, 'numbers:write')
      const { number: typed, linkId, teamId, rank } = request.body as z.infer<typeof lineDraft> // `as`: checked by the schema
      const uri = it.addressFrom(typed)
      if (!uri) throw notANumber(typed)
      const id = it.id()
      const made = await db
        .web(who.workspaceId, async (tx) => {
          if (!(await numberOf(tx, who.workspaceId, uri))) throw noNumber(422)
          if (!(await insertLine(tx, { workspaceId: who.workspaceId, id, uri, linkId, teamId, rank }))) throw noTeamOrFull()
          const line = await oneLine(tx, who.workspaceId, id)
          await note(tx, who, 'line.added', { line: id, number: uri, link: linkId, name: line.label })
          return line
        })
        .catch((cause: unknown) => {
          if (isReferred(cause))
            throw new Problem(422, 'no_link', 'There is no such link.', {
              remedy: 'Choose one of GET /v1/links, or add it first.',
              fields: [{ path: 'linkId', message: 'is no link of yours' }],
            })
          if (takenIndex(cause))
            throw new Problem(409, 'line_known', 'This number is on this link already.', {
              remedy: 'Change that line instead: GET /v1/numbers has its id.',
            })
          throw cause
        })
      await it.changed()
      return reply.code(201).send(made)
    },
  )

  app.patch(
    '/v1/lines/:id',
    {
      schema: {
        summary: 'Change a line’s team or rank',
        scope: 'numbers:write',
        problems: [422],
        tags,
        params,
        body: lineChange,
        example: { rank: 1 },
        response: { 200: wholeLine },
      },
    },
    async (request) => {
      const who = await it.caller(request, 'numbers:write')
      const given = request.body as z.infer<typeof lineChange> // `as`: checked by the schema
      const id = idOf(request)
      const changed = await db.web(who.workspaceId, async (tx) => {
        const row = await lineById(tx, who.workspaceId, id)
        if (!row) throw noLine()
        const { teamId = row.teamId, rank = row.rank } = given
        if (!(await changeLine(tx, { workspaceId: who.workspaceId, id, teamId, rank }))) throw noTeamOrFull()
        const line = await oneLine(tx, who.workspaceId, id)
        await note(tx, who, 'line.changed', { line: id, name: row.label, changed: Object.keys(given) })
        return line
      })
      await it.changed()
      return changed
    },
  )

  app.delete('/v1/lines/:id', { schema: { summary: 'Remove a line', scope: 'numbers:write', tags, params } }, async (request, reply) => {
    const who = await it.caller(request, 'numbers:write')
    const id = idOf(request)
    await db.web(who.workspaceId, async (tx) => {
      const row = await lineById(tx, who.workspaceId, id)
      if (!row) throw noLine()
      await removeLine(tx, who.workspaceId, id)
      await note(tx, who, 'line.removed', { line: id, number: row.uri, name: row.label })
    })
    await it.changed()
    return reply.code(204).send()
  })

  const oneLine = async (tx: Tx, workspaceId: number, id: string): Promise<WholeLine> => {
    const row = await lineById(tx, workspaceId, id)
    if (!row) throw noLine()
    return lineShown(row, it.stateOf)
  }

  const note = (tx: Tx, who: Who, kind: string, data: object) =>
    append(tx, [{ workspaceId: who.workspaceId, at: it.now(), kind, data: { ...data, by: who.memberId ?? who.name } }])
}

const noLine = () => new Problem(404, 'no_line', 'There is no such line.', { remedy: 'GET /v1/numbers lists each number with its lines.' })
const noTeamOrFull = () =>
  new Problem(422, 'no_team', `There is no such team, or the number has ${mostLinesOfNumber} lines already.`, {
    remedy: 'Choose one of GET /v1/teams, or remove a line that is not used.',
    fields: [{ path: 'teamId', message: 'is no team of yours' }],
  })
const idOf = (request: FastifyRequest): string => (request.params as { id: string }).id // `as`: checked by the schema
