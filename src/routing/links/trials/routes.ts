import type { FastifyInstance, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { Problem } from '#src/platform/problem.ts'
import { linkRetrial, linkTrial, type Trial, trial } from '../../views.ts'
import { checkedOrProblem, keyAway, kindOf, type LinkRoutes, noLink } from '../routes.ts'
import { linkSecrets } from '../secrets.ts'
import { type Given, type Kind, over } from '../settings.ts'
import { linkById } from '../store.ts'

/** Trials: settings, or a link, opened once to see what happens. */

export type TrialRoutes = Pick<LinkRoutes, 'db' | 'content' | 'caller' | 'kinds'> & {
  /** Opens it beside whatever is open, says what happened, and closes it. */
  tryOut(kind: Kind, settings: unknown): Promise<Trial>
}

const tags = ['links']
const params = z.object({ id: z.uuid() })
/** Trials under way at once; each may last ten seconds. The command line asks for eight (cli/checks/side-by-side.ts). */
const mostTrials = 16

export function registerTrials(app: FastifyInstance, it: TrialRoutes): void {
  const { db } = it
  const { opened } = linkSecrets(it.content, keyAway)

  app.post(
    '/v1/links/test',
    {
      schema: {
        summary: 'Try out settings before they are saved',
        description: 'Opens a connection, says within ten seconds what happened, and closes it. Nothing is sent.',
        scope: 'links:write',
        problems: [422],
        tags,
        body: linkTrial,
        example: {
          channel: it.kinds[0]?.name,
          settings: { host: 'messages.example.com', port: 2775, systemId: 'bakery', password: 'secret' },
        },
        response: { 200: trial },
      },
    },
    async (request) => {
      await it.caller(request, 'links:write')
      const { channel, settings } = request.body as z.infer<typeof linkTrial> // `as`: checked by the schema
      return tryOut(kindOf(it.kinds, channel), settings)
    },
  )

  app.post(
    '/v1/links/:id/test',
    {
      schema: {
        summary: 'Try out a link, with its settings or others',
        description: 'Opens a second connection beside it, says within ten seconds what happened, and closes it. Nothing is sent.',
        scope: 'links:write',
        problems: [422],
        tags,
        params,
        body: linkRetrial.nullish(),
        example: { settings: { host: 'messages2.example.com' } },
        response: { 200: trial },
      },
    },
    async (request) => {
      const { workspaceId } = await it.caller(request, 'links:write')
      const { settings = {} } = (request.body ?? {}) as z.infer<typeof linkRetrial> // `as`: checked by the schema
      const row = await db.web(workspaceId, (tx) => linkById(tx, workspaceId, idOf(request)))
      if (!row) throw noLink()
      return tryOut(kindOf(it.kinds, row.channel), over({ ...row.settings, ...(await opened(workspaceId, row)) }, settings))
    },
  )

  let trials = 0
  const tryOut = async (kind: Kind, given: Given): Promise<Trial> => {
    const { settings } = checkedOrProblem(kind, given)
    if (trials >= mostTrials)
      throw new Problem(503, 'busy', 'Other links are being tried out.', {
        remedy: 'Try again in ten seconds.',
        headers: { 'retry-after': '10' },
      })
    trials += 1
    try {
      return await it.tryOut(kind, settings)
    } finally {
      trials -= 1
    }
  }
}

const idOf = (request: FastifyRequest): string => (request.params as { id: string }).id // `as`: checked by the schema
