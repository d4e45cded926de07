import { type ZodType, z } from 'zod'

/**
 * The same shape, taking nothing beyond what it names, at any depth: a field that is not known is a mistake of whoever sends it, and kept
 * from them it would pass for obeyed. What is declared loose stays so.
 */
export function strictly(schema: ZodType): ZodType {
  const def = schema.def as unknown as Def // `as`: each kind of schema has some of these
  const changed: Def = {}
  if (def.shape) {
    changed.shape = Object.fromEntries(Object.entries(def.shape).map(([name, one]) => [name, strictly(one)]))
    if (!def.catchall) changed.catchall = z.never()
  }
  for (const name of ['element', 'innerType', 'in', 'out'] as const) {
    const one = def[name]
    if (one) changed[name] = strictly(one)
  }
  if (def.options) changed.options = def.options.map(strictly)
  return Object.keys(changed).length === 0 ? schema : schema.clone({ ...def, ...changed } as never) // `as`: its own kind
}

type Def = {
  /** Of an object. */
  shape?: Record<string, ZodType>
  catchall?: ZodType
  /** Of a list; of what may be missing; of what is turned into something else; of a choice. */
  element?: ZodType
  innerType?: ZodType
  in?: ZodType
  out?: ZodType
  options?: ZodType[]
}

/** Of a route that says nothing of its query: it takes none. */
export const noQuery = z.object({})
