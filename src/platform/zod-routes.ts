import type { FastifyInstance, FastifySchemaCompiler } from 'fastify'
import type { FastifySerializerCompiler } from 'fastify/types/schema.js'
import type { ZodType } from 'zod'

/** Routes give their shapes as Zod schemas: what comes in is parsed by them, what goes out is held to them. */
export function speakZod(app: FastifyInstance): void {
  app.setValidatorCompiler(validator as FastifySchemaCompiler<unknown>)
  app.setSerializerCompiler(serializer as FastifySerializerCompiler<unknown>)
}

const validator: FastifySchemaCompiler<ZodType> = ({ schema }) => {
  return (data: unknown) => {
    const { success, data: value, error } = schema.safeParse(data)
    if (success) return { value }
    return {
      error: error.issues.map(({ path, message }) => ({ instancePath: path.map((it) => `/${String(it)}`).join(''), message })) as never,
    }
  }
}

/** An answer that breaks its own promise is a bug of ours, and says so. Fields that were not promised stay here. */
const serializer: FastifySerializerCompiler<ZodType> = ({ schema, method, url }) => {
  return (data: unknown) => {
    const { success, data: value, error } = schema.safeParse(data)
    if (!success) throw new Error(`${method} ${url} answers what it did not promise: ${error.message}`)
    return JSON.stringify(value)
  }
}
