import type { FastifyInstance, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Content } from '#src/message/content.ts'
import type { Db, Tx } from '#src/platform/db.ts'
import { isReferred } from '#src/platform/db-errors.ts'
import { append } from '#src/platform/events.ts'
import { Problem } from '#src/platform/problem.ts'
import { nameTaken } from '../carriers/routes.ts'
import { channelList, type LinkView, link, linkChange, linkDraft, linkList } from '../views.ts'
import { linkSecrets } from './secrets.ts'
import { check, formOf, type Given, type Kind, over } from './settings.ts'
import { linkShown, type StateOf } from './shown.ts'
import { addLink, changeLink, hasFlights, linkById, linksOf, lockLink, mostLinks, type Row, removeLink } from './store.ts'

/** Links: the connections of channels, with how they are now. */

export type LinkRoutes = {
  db: Db
  content: Content
  caller(
    request: FastifyRequest,
    scope: 'links:read' | 'links:write',
  ): Promise<{ workspaceId: number; memberId: string | null; name: string }>
  now(): Date
  id(): string
  kinds: readonly Kind[]
  stateOf: StateOf
  /** Links are opened, reopened or closed as they are now. */
  changed(): Promise<void>
}

const tags = ['links']
const params = z.object({ id: z.uuid() })

export function registerLinks(app: FastifyInstance, it: LinkRoutes): void {
  const { db } = it
  const { sealed, openedAll, opened } = linkSecrets(it.content, keyAway)
  type Who = Awaited<ReturnType<LinkRoutes['caller']>>

  app.get(
    '/v1/channels',
    {
      schema: {
        summary: 'Kinds of links there can be',
        description: 'With a JSON Schema of their settings, from which a form can be drawn.',
        scope: 'links:read',
        tags: ['channels'],
        response: { 200: channelList },
      },
    },
    async (request) => {
      await it.caller(request, 'links:read')
      return { items: it.kinds.map((kind) => ({ name: kind.name, label: kind.label, schema: formOf(kind), secrets: [...kind.secrets] })) }
    },
  )

  app.get(
    '/v1/links',
    { schema: { summary: 'Links, and how they are now', scope: 'links:read', tags, response: { 200: linkList } } },
    async (request) => {
      const { workspaceId } = await it.caller(request, 'links:read')
      const rows = await db.web(workspaceId, (tx) => linksOf(tx, workspaceId))
      return { items: await shownAll(workspaceId, rows) }
    },
  )

  app.get(
    '/v1/links/:id',
    { schema: { summary: 'One link', scope: 'links:read', tags, params, response: { 200: link } } },
    async (request) => {
      const { workspaceId } = await it.caller(request, 'links:read')
      return show(workspaceId, idOf(request))
    },
  )

  app.post(
    '/v1/links',
    {
      schema: {
        summary: 'Add a link',
        description: 'It is opened at once, unless `enabled` is false; look at its state to see whether it came up.',
        scope: 'links:write',
        problems: [409, 422],
        tags,
        body: linkDraft,
        example: {
          channel: it.kinds[0]?.name,
          name: 'Copperline east',
          settings: { host: 'messages.example.com', port: 2775, systemId: 'bakery', password: 'secret' },
        },
        response: { 201: link },
      },
    },
    async (request, reply) => {
      const who = await it.caller(request, 'links:write')
      const { channel, name, carrierId, settings, enabled } = request.body as z.infer<typeof linkDraft> // `as`: checked by the schema
      const checked = checkedOrProblem(kindOf(it.kinds, channel), settings)
      const id = it.id()
      const secrets = await sealed(who.workspaceId, id, checked.secrets)
      await db
        .web(who.workspaceId, async (tx) => {
          const written = { workspaceId: who.workspaceId, id, channel, name, carrierId, settings: checked.plain, secrets, enabled }
          const not = await addLink(tx, written)
          if (not === 'too_many')
            throw new Problem(409, 'too_many_links', `A workspace has at most ${mostLinks} links.`, { remedy: 'Remove one first.' })
          if (not === 'name_taken') throw nameTaken('link', name)
          await note(tx, who, 'link.added', { link: id, name, channel })
        })
        .catch(noSuchCarrier)
      await it.changed()
      return reply.code(201).send(await show(who.workspaceId, id))
    },
  )

  app.patch(
    '/v1/links/:id',
    {
      schema: {
        summary: 'Change a link',
        description: 'With other settings it is closed and opened again; what is under way is waited for.',
        scope: 'links:write',
        problems: [409, 422],
        tags,
        params,
        body: linkChange,
        example: { enabled: false },
        response: { 200: link },
      },
    },
    async (request) => {
      const who = await it.caller(request, 'links:write')
      const given = request.body as z.infer<typeof linkChange> // `as`: checked by the schema
      const id = idOf(request)
      await db
        .web(who.workspaceId, async (tx) => {
          const row = await lockLink(tx, who.workspaceId, id)
          if (!row) throw noLink()
          const { plain, secrets } = given.settings
            ? checkedOrProblem(
                kindOf(it.kinds, row.channel),
                over({ ...row.settings, ...(await opened(who.workspaceId, row)) }, given.settings),
              )
            : { plain: row.settings, secrets: null }
          const written = {
            workspaceId: who.workspaceId,
            id,
            name: given.name ?? row.name,
            carrierId: given.carrierId === undefined ? row.carrierId : given.carrierId,
            settings: plain,
            secrets: secrets ? await sealed(who.workspaceId, id, secrets) : row.secrets,
            enabled: given.enabled ?? row.enabled,
          }
          if (!(await changeLink(tx, written, row.name))) throw nameTaken('link', written.name)
          const changed = [
            ...Object.keys(given).filter((key) => key !== 'settings'),
            ...Object.keys(given.settings ?? {}).map((key) => `settings.${key}`),
          ]
          await note(tx, who, 'link.changed', { link: id, name: given.name ?? row.name, changed })
        })
        .catch(noSuchCarrier)
      await it.changed()
      return show(who.workspaceId, id)
    },
  )

  app.delete(
    '/v1/links/:id',
    {
      schema: {
        summary: 'Remove a link that nothing uses',
        description: 'While a line uses it, or messages wait for it, it is refused: 409.',
        scope: 'links:write',
        problems: [409],
        tags,
        params,
      },
    },
    async (request, reply) => {
      const who = await it.caller(request, 'links:write')
      const id = idOf(request)
      if (await hasFlights(db, id))
        throw new Problem(409, 'link_busy', 'Messages still wait for this link.', { remedy: 'Wait until they have gone, or cancel them.' })
      await db
        .web(who.workspaceId, async (tx) => {
          const row = await lockLink(tx, who.workspaceId, id)
          if (!row) throw noLink()
          await removeLink(tx, who.workspaceId, id)
          await note(tx, who, 'link.removed', { link: id, name: row.name })
        })
        .catch((cause: unknown) => {
          if (!isReferred(cause)) throw cause
          throw new Problem(409, 'link_in_use', 'Lines still use this link.', { remedy: 'Remove them first, or switch the link off.' })
        })
      await it.changed()
      return reply.code(204).send()
    },
  )

  const show = async (workspaceId: number, id: string): Promise<LinkView> => {
    const row = await db.web(workspaceId, (tx) => linkById(tx, workspaceId, id))
    if (!row) throw noLink()
    const [shown] = await shownAll(workspaceId, [row])
    return shown! // one row, one link
  }

  const shownAll = async (workspaceId: number, rows: readonly Row[]): Promise<LinkView[]> => {
    const secrets = await openedAll(workspaceId, rows)
    return rows.map((row, i) => linkShown(row, secrets[i] ?? {}, it))
  }

  const note = (tx: Tx, who: Who, kind: string, data: object) =>
    append(tx, [{ workspaceId: who.workspaceId, at: it.now(), kind, data: { ...data, by: who.memberId ?? who.name } }])
}

/** The channel called so; else a problem that names those there are. */
export function kindOf(kinds: readonly Kind[], name: string): Kind {
  const kind = kinds.find((one) => one.name === name)
  if (kind) return kind
  throw new Problem(422, 'no_channel', `There is no channel called “${name}”.`, {
    remedy: `Choose one of ${kinds.map((one) => one.name).join(', ')}.`,
    fields: [{ path: 'channel', message: 'is no channel' }],
  })
}

/** The settings as the channel takes them; else a problem with what is wrong in each. */
export function checkedOrProblem(kind: Kind, given: Given) {
  const checked = check(kind, given)
  if (checked.kind === 'right') return checked
  throw new Problem(422, 'settings_not_right', 'The settings are not right.', {
    detail: checked.fields.map(({ path, message }) => `${path}: ${message}`).join('; '),
    remedy: 'Correct them; GET /v1/channels has the meaning of each.',
    fields: checked.fields,
  })
}

function noSuchCarrier(cause: unknown): never {
  if (!isReferred(cause)) throw cause
  throw new Problem(422, 'no_carrier', 'There is no such carrier.', {
    remedy: 'Choose one of GET /v1/carriers, or add it first.',
    fields: [{ path: 'carrierId', message: 'is no carrier of yours' }],
  })
}

export const keyAway = () =>
  new Problem(503, 'key_unavailable', 'The workspace’s key cannot be had, so secrets can neither be sealed nor read.', {
    remedy: 'Give the key back.',
  })
export const noLink = () => new Problem(404, 'no_link', 'There is no such link.', { remedy: 'GET /v1/links lists those there are.' })
const idOf = (request: FastifyRequest): string => (request.params as { id: string }).id // `as`: checked by the schema
