import type { FastifyInstance } from 'fastify'
import { type AnsweringRoutes, registerAnswering } from './answering/routes.ts'
import { type ReadingRoutes, registerReading } from './reading/routes.ts'
import { registerState, type StateRoutes } from './state/routes.ts'

export type ConversationRoutes = ReadingRoutes & AnsweringRoutes & StateRoutes

/** Conversations over HTTP, by what one does with them. What changes meanwhile is told by server.ts. */
export function registerConversations(app: FastifyInstance, it: ConversationRoutes): void {
  registerReading(app, it)
  registerAnswering(app, it)
  registerState(app, it)
}
