import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { codeOf } from '#src/platform/cannot-start.ts'
import { NotPossible } from '../not-possible.ts'

/** What lies in a backup, in the clear: enough to check it without the key, and nothing of what it keeps. */

export const manifestName = 'manifest.json'
/** Raised when an older Tandem would misread it. */
export const formatVersion = 1

const file = z.object({ file: z.string().regex(/^[\w.-]+$/), bytes: z.int(), sha256: z.string().regex(/^[\da-f]{64}$/) })
const name = z.string().regex(/^\w{1,63}$/)

export const manifestShape = z.object({
  kind: z.literal('tandem-backup'),
  version: z.int(),
  at: z.iso.datetime(),
  tandem: z.string(),
  postgres: z.string(),
  /** The newest migration of the database. */
  schema: z.string().regex(/^\d{4}-[\w-]+$/),
  recipient: z.string(),
  tables: z.array(file.extend({ name, columns: z.array(name), rows: z.int() })),
  /** Months that have a partition of their own, as 202601. */
  months: z.array(z.string().regex(/^\d{6}$/)),
  keys: z.discriminatedUnion('kind', [
    file.extend({ kind: z.literal('files'), count: z.int() }),
    z.object({ kind: z.literal('server'), host: z.string() }),
  ]),
})
export type Manifest = z.infer<typeof manifestShape>

export function manifestIn(folder: string): Manifest {
  const { success, data, error } = manifestShape.safeParse(jsonIn(folder))
  if (!success)
    throw new NotPossible(`${join(folder, manifestName)} is not that of a backup, or is damaged (${error.issues[0]?.path.join('.')}).`)
  if (data.version > formatVersion) throw new NotPossible('This backup was made by a newer Tandem: restore it with that one.')
  return data
}

function jsonIn(folder: string): unknown {
  try {
    return JSON.parse(readFileSync(join(folder, manifestName), 'utf8'))
  } catch (cause) {
    if (cause instanceof SyntaxError) return null
    const unfinished = folder.replace(/\/$/, '').endsWith('.unfinished') ? ' It was never finished.' : ''
    throw new NotPossible(`${folder} is no backup: ${manifestName} cannot be read there (${codeOf(cause)}).${unfinished}`, { cause })
  }
}
