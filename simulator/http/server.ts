/** The world's own pages: the customer's phone, and the controls. For this machine only. */
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Stage } from '../scenarios/stage.ts'
import type { World } from '../world.ts'
import { controlRoutes } from './control-routes.ts'
import { pageRoutes } from './page-routes.ts'
import { phoneRoutes } from './phone-routes.ts'

/** A scenario's options are small, and so is what a phone can send. Beyond it: 413. */
const MAX_BODY_BYTES = 256 * 1024

export type Pages = { url: string; close(): Promise<void> }

export async function openPages(world: World, stage: Stage, port = 0): Promise<Pages> {
  const app = Fastify({ bodyLimit: MAX_BODY_BYTES, forceCloseConnections: true })
  app.addHook('onRequest', async (request, reply) => guard(request, reply, world.tandemUrl))
  app.setErrorHandler((error, _request, reply) => answerError(error, reply))
  pageRoutes(app)
  phoneRoutes(app, world)
  controlRoutes(app, world, stage)
  const url = await app.listen({ host: world.host, port })
  return { url, close: () => app.close() }
}

/** Another site's page in the same browser must not reach us, neither by its own name (rebinding) nor by ours. */
function guard({ headers }: FastifyRequest, reply: FastifyReply, tandemUrl: string | null): FastifyReply | undefined {
  reply
    .header('content-security-policy', contentPolicy(tandemUrl))
    .header('x-content-type-options', 'nosniff')
    .header('referrer-policy', 'no-referrer')
  const ours = !headers.host || isOurs(`http://${headers.host}`, tandemUrl)
  const sameOrigin = !headers.origin || (URL.canParse(headers.origin) && new URL(headers.origin).host === headers.host)
  if (ours && sameOrigin) return undefined
  return reply.code(403).send({ error: 'The simulator answers only to its own page.' })
}

function isOurs(url: string, tandemUrl: string | null): boolean {
  if (!URL.canParse(url)) return false
  const { hostname } = new URL(url)
  return ['127.0.0.1', 'localhost', '[::1]'].includes(hostname) || (tandemUrl !== null && new URL(tandemUrl).hostname === hostname)
}

function contentPolicy(tandemUrl: string | null): string {
  const framers = ["'self'", 'http://127.0.0.1:*', 'http://localhost:*', ...(tandemUrl ? [new URL(tandemUrl).origin] : [])]
  return [
    ...["default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self' data:", "connect-src 'self'"],
    ...["base-uri 'none'", "form-action 'none'", `frame-ancestors ${framers.join(' ')}`],
  ].join('; ')
}

function answerError(error: unknown, reply: FastifyReply): FastifyReply {
  if (error instanceof z.ZodError) return reply.code(400).send({ error: z.prettifyError(error) })
  if (error instanceof RangeError || (error instanceof Error && error.name === 'GsmError'))
    return reply.code(422).send({ error: error.message })
  const { statusCode, message } = error as Partial<{ statusCode: number; message: string }> // fastify's own errors say which
  if (statusCode && statusCode < 500) return reply.code(statusCode).send({ error: message })
  console.error(error)
  return reply.code(500).send({ error: 'Something went wrong in the simulator; its log says what.' })
}

export type App = FastifyInstance
