import { Readable } from 'node:stream'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Db, Tx } from '#src/platform/db.ts'
import { append } from '#src/platform/events.ts'
import { Problem } from '#src/platform/problem.ts'
import { digitsOf, type Entry } from './lists/entry.ts'
import { addToList, type ListName, listHeads, listPage, removeFromList, replaceList } from './lists/store.ts'
import { readUpload, type Upload } from './lists/upload.ts'
import { mostPrefixes } from './prefix-list.ts'
import { type PolicySettings, policySettings } from './settings.ts'
import { readSettings, saveSettings } from './store.ts'
import { entryParams, listHead, listHeads as listHeadsView, listPageView, listParams, listQuery, newEntries, rules } from './views.ts'

/** The rules for sending: what an admin may decide about them, and the lists they ask. */

export type PolicyRoutes = {
  db: Db
  caller(
    request: FastifyRequest,
    scope: 'policies:read' | 'policies:write',
  ): Promise<{ workspaceId: number; memberId: string | null; name: string }>
  now(): Date
  /** What was remembered is read again. */
  changed(): void
}

const tags = ['policies']
/** 15 digits and a short note, a million times: larger files are refused. */
const mostUploadBytes = 64 * 1024 * 1024
const longestLine = 10_000
const uploads = ['text/csv']
const form = z.toJSONSchema(policySettings, { io: 'input' }) as Record<string, unknown> // `as`: a plain object

export function registerPolicies(app: FastifyInstance, it: PolicyRoutes): void {
  const { db } = it
  type Who = Awaited<ReturnType<PolicyRoutes['caller']>>

  app.get(
    '/v1/policies/settings',
    { schema: { summary: 'Rules for sending', scope: 'policies:read', tags, response: { 200: rules } } },
    async (request) => {
      const { workspaceId } = await it.caller(request, 'policies:read')
      return { settings: await db.web(workspaceId, (tx) => readSettings(tx, workspaceId)), schema: form }
    },
  )

  app.put(
    '/v1/policies/settings',
    {
      schema: {
        summary: 'Change the rules for sending',
        description: 'As a whole: what is left out gets its default.',
        scope: 'policies:write',
        tags,
        body: policySettings,
        example: { quietHours: { opens: 9, closes: 20 } },
        response: { 200: rules },
      },
    },
    async (request) => {
      const who = await it.caller(request, 'policies:write')
      const settings = request.body as PolicySettings // `as`: checked by the schema
      await db.web(who.workspaceId, async (tx) => {
        await saveSettings(tx, who.workspaceId, settings)
        await note(tx, who, 'policies.changed', {})
      })
      it.changed()
      return { settings, schema: form }
    },
  )

  app.get(
    '/v1/policies/lists',
    { schema: { summary: 'Lists of numbers', scope: 'policies:read', tags, response: { 200: listHeadsView } } },
    async (request) => {
      const { workspaceId } = await it.caller(request, 'policies:read')
      const heads = await db.web(workspaceId, (tx) => listHeads(tx, workspaceId))
      return { items: heads.map(headShown), most: mostPrefixes }
    },
  )

  app.get(
    '/v1/policies/lists/:list',
    {
      schema: {
        summary: 'What stands in a list',
        scope: 'policies:read',
        tags,
        params: listParams,
        querystring: listQuery,
        response: { 200: listPageView },
      },
    },
    async (request) => {
      const { workspaceId } = await it.caller(request, 'policies:read')
      const { find, after, limit } = request.query as z.infer<typeof listQuery> // `as`: checked by the schema
      const list = listOf(request)
      const digits = find?.trim() ? digitsOf(find) : ''
      return db.web(workspaceId, async (tx) => {
        const entries = await countOf(tx, workspaceId, list)
        if (digits === null) return { items: [], next: null, entries }
        const rows = await listPage(tx, { workspaceId, list }, { find: digits, after: after ?? '', limit: limit + 1 })
        const page = rows.slice(0, limit)
        return {
          items: page.map((row) => ({ ...row, at: row.at.toISOString() })),
          next: rows.length > limit ? (page.at(-1)?.prefix ?? null) : null,
          entries,
        }
      })
    },
  )

  app.post(
    '/v1/policies/lists/:list',
    {
      schema: {
        summary: 'Add to a list',
        scope: 'policies:write',
        problems: [422],
        tags,
        params: listParams,
        body: newEntries,
        example: { entries: [{ prefix: '+1900', note: 'premium' }] },
        response: { 200: listHead },
      },
    },
    async (request) => {
      const who = await it.caller(request, 'policies:write')
      const entries = entriesIn(request.body as z.infer<typeof newEntries>) // `as`: checked by the schema
      const list = listOf(request)
      return change(who, list, { added: entries.length }, async (tx) => {
        if (!(await addToList(tx, { workspaceId: who.workspaceId, list }, entries, it.now()))) throw tooLong()
      })
    },
  )

  app.delete(
    '/v1/policies/lists/:list/:prefix',
    { schema: { summary: 'Take one number off a list', scope: 'policies:write', tags, params: entryParams, response: { 200: listHead } } },
    async (request) => {
      const who = await it.caller(request, 'policies:write')
      const { prefix } = request.params as z.infer<typeof entryParams> // `as`: checked by the schema
      const list = listOf(request)
      return change(who, list, { removed: 1 }, async (tx) => {
        const digits = digitsOf(prefix)
        const done = digits !== null && (await removeFromList(tx, { workspaceId: who.workspaceId, list }, digits, it.now()))
        if (!done)
          throw new Problem(404, 'no_entry', 'This does not stand in the list.', {
            remedy: 'Look at what does: GET /v1/policies/lists/:list.',
          })
      })
    },
  )

  /** In a scope of its own: only here a file is understood. */
  app.register(async (inside) => {
    inside.addContentTypeParser(uploads, { bodyLimit: mostUploadBytes }, (_request, payload, done) => done(null, payload))
    let busy = false
    inside.put(
      '/v1/policies/lists/:list',
      {
        config: { uploads },
        bodyLimit: mostUploadBytes,
        schema: {
          summary: 'Replace a list by a file',
          description:
            'One number, or beginning of numbers, a line, with its country code; what stands after a comma is a note. The first line may be a heading. An empty file empties the list.',
          scope: 'policies:write',
          problems: [422],
          example: '+1900,premium\n+1976\n',
          tags,
          params: listParams,
          upload: uploads,
          response: { 200: listHead },
        } as object,
      },
      async (request) => {
        const who = await it.caller(request, 'policies:write')
        if (busy)
          throw new Problem(503, 'busy', 'Another list is being loaded.', {
            remedy: 'Try again shortly.',
            headers: { 'retry-after': '10' },
          })
        busy = true
        try {
          const entries = orProblem(await readUpload(linesOf(request)))
          const list = listOf(request)
          return await change(who, list, { replacedBy: entries.size }, (tx) =>
            replaceList(tx, { workspaceId: who.workspaceId, list }, entries, it.now()),
          )
        } finally {
          busy = false
        }
      },
    )
  })

  const change = async (who: Who, list: ListName, data: object, work: (tx: Tx) => Promise<void>) => {
    const head = await db.web(who.workspaceId, async (tx) => {
      await work(tx)
      const heads = await listHeads(tx, who.workspaceId)
      await note(tx, who, 'list.changed', { name: list, ...data })
      return heads.find((one) => one.list === list)! // every list has a head
    })
    it.changed()
    return headShown(head)
  }

  const countOf = async (tx: Tx, workspaceId: number, list: ListName): Promise<number> =>
    (await listHeads(tx, workspaceId)).find((head) => head.list === list)?.entries ?? 0

  const note = (tx: Tx, who: Who, kind: string, data: object) =>
    append(tx, [{ workspaceId: who.workspaceId, at: it.now(), kind, data: { ...data, by: who.memberId ?? who.name } }])
}

const listOf = (request: FastifyRequest): ListName => (request.params as z.infer<typeof listParams>).list // `as`: checked by the schema

const headShown = ({ list, entries, changedAt }: Awaited<ReturnType<typeof listHeads>>[number]) => ({
  list,
  entries,
  changedAt: changedAt?.toISOString() ?? null,
})

function linesOf(request: FastifyRequest): AsyncIterable<string> {
  if (request.body instanceof Readable) return linesIn(request.body)
  throw new Problem(415, 'unsupported_media_type', 'A list is a file.', { remedy: 'Send it as text/csv.' })
}

/** Not node:readline, which leaves the errors of its input to nobody: an upload that breaks off would end the process. */
async function* linesIn(body: AsyncIterable<Buffer>): AsyncGenerator<string> {
  const decoder = new TextDecoder()
  let bytes = 0
  let rest = ''
  for await (const chunk of body) {
    bytes += chunk.length
    if (bytes > mostUploadBytes || rest.length > longestLine)
      throw new Problem(413, 'too_large', 'The file or one of its lines is too long.', { remedy: 'Leave the notes out.' })
    const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n')
    rest = lines.pop() ?? ''
    yield* lines
  }
  yield rest + decoder.decode()
}

function orProblem(upload: Upload): Map<string, string | null> {
  if (upload.kind === 'entries') return upload.entries
  if (upload.kind === 'too_long') throw tooLong()
  const lines = upload.lines.map(({ line, text }) => `line ${line}: ${text}`).join('; ')
  throw new Problem(422, 'not_a_list', 'Some lines are no numbers, so nothing was changed.', {
    detail: upload.more ? `${lines}; and more` : lines,
    remedy: 'Correct them, and load the file again.',
    fields: upload.lines.map(({ line }) => ({ path: `line ${line}`, message: 'is no number or beginning of one' })),
  })
}

function entriesIn({ entries }: z.infer<typeof newEntries>): Entry[] {
  const read = entries.map(({ prefix, note }) => ({ prefix: digitsOf(prefix), note: note || null }))
  const wrong = read.flatMap(({ prefix }, i) => (prefix === null ? [i] : []))
  if (wrong.length > 0)
    throw new Problem(422, 'not_a_number', 'Some are no numbers, so nothing was changed.', {
      remedy: 'Correct those that are named and send all of them again.',
      fields: wrong.map((i) => ({ path: `entries.${i}.prefix`, message: 'is no number or beginning of one' })),
    })
  return read as Entry[] // `as`: none is null
}

const tooLong = () =>
  new Problem(422, 'list_too_long', `A list has at most ${mostPrefixes} entries. Nothing was changed.`, {
    remedy: 'Give beginnings of numbers that stand for many.',
  })
