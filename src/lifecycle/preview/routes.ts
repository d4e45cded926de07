import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { z } from 'zod'
import type { Draft } from '#src/message/draft.ts'
import type { Address } from '#src/message/message.ts'
import type { Problem as ProblemView } from '#src/message/views.ts'
import { Problem } from '#src/platform/problem.ts'
import { draftsFrom, type OwnLine, refusals } from '../api/drafts.ts'
import { givenIn, problemFrom } from '../api/routes.ts'
import { sendBody } from '../api/views.ts'
import type { Accepted } from '../outbound.ts'
import { shownPreview } from './shown.ts'
import { type Preview, previewResult } from './views.ts'

export type PreviewRoutes = {
  caller(request: FastifyRequest, scope: 'messages:send'): Promise<{ workspaceId: number; memberId: string | null }>
  addressFrom(typed: string): Address | null
  lines(workspaceId: number): OwnLine[]
  line(workspaceId: number, id: string): { linkName: string; carrierName: string } | null
  stateOf(linkId: string): { up: boolean; why: string | null } | null
  foresee(drafts: Draft[]): Promise<Accepted[]>
  /** Whether the key of the workspace can be had now. */
  keyIsHad(workspaceId: number): Promise<boolean>
  /** Throws the problem that stands against taking anything now. */
  ready(): void
}

/** What would become of a message: asked as it is sent, and neither sent nor written down. */
export function registerPreview(app: FastifyInstance, it: PreviewRoutes): void {
  app.post(
    '/v1/messages/preview',
    {
      schema: {
        summary: 'Say what would become of a message, without sending it',
        description:
          'The body of a send: its line, its size and what every rule says about it now. Nothing is recorded, no conversation is made. A list answers one each.',
        scope: 'messages:send',
        problems: [409, 422],
        tags: ['messages'],
        body: sendBody,
        example: { to: '+14155550133', text: 'Your bicycle is ready.' },
        response: { 200: previewResult },
      },
    },
    async (request) => {
      const caller = await it.caller(request, 'messages:send')
      const { workspaceId } = caller
      const body = request.body as z.infer<typeof sendBody> // `as`: checked by the schema
      const given = givenIn(body)
      const read = draftsFrom(given, { ...caller, lines: it.lines(workspaceId), addressFrom: it.addressFrom }, () => ({}))
      const [foreseen, against] = await Promise.all([it.foresee(read.drafts.map(({ draft }) => draft)), standsAgainst(workspaceId)])
      const items = given.map((): { preview: Preview | null; problem: ProblemView | null } => ({ preview: null, problem: null }))
      for (const { n, problem } of read.refused) items[n]!.problem = problem // a place of the list
      for (const [i, one] of foreseen.entries()) items[read.drafts[i]!.n]!.preview = shownPreview(one, lineOf(one), against) // one draft, one answer
      if (Array.isArray(body)) return { items }
      const [only] = items
      if (only?.preview) return only.preview
      throw problemFrom(only?.problem ?? refusals.noLine)
    },
  )

  const lineOf = ({ message, route }: Accepted): Preview['line'] => {
    const line = route && it.line(message.workspaceId, route.lineId)
    if (!line) return null
    const { up, why } = it.stateOf(route.linkId) ?? { up: false, why: 'Its link is not open.' }
    return { id: route.lineId, linkId: route.linkId, linkName: line.linkName, carrierName: line.carrierName, up, why }
  }

  const standsAgainst = async (workspaceId: number): Promise<ProblemView | null> => {
    try {
      it.ready()
    } catch (cause) {
      if (cause instanceof Problem) return cause.body
      throw cause
    }
    return (await it.keyIsHad(workspaceId)) ? null : refusals.sealed
  }
}
