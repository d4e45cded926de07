import type { FastifyRequest } from 'fastify'
import { z } from 'zod'

/** Which conversation a request is about, for every route that has one in its path. */
export const params = z.object({ id: z.uuid() })
export const idOf = (request: FastifyRequest): string => (request.params as z.infer<typeof params>).id // `as`: checked by the schema
