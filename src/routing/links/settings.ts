import { z } from 'zod'

/** What a link needs to know of its channel; app.ts hands over the channels there are. */
export type Kind = { name: string; label: string; settings: z.ZodType; secrets: readonly string[] }
export type Given = Record<string, unknown>
export type Checked =
  | { kind: 'right'; settings: unknown; plain: Given; secrets: Given }
  | { kind: 'wrong'; fields: { path: string; message: string }[] }

/** The form of a channel's settings, every default and meaning in it. */
export const formOf = (kind: Kind): Given => z.toJSONSchema(kind.settings, { io: 'input' }) as Given // `as`: a plain object

/** What is given goes over what is known; null takes a setting away, so that its default holds. */
export function over(known: Given, given: Given): Given {
  return Object.fromEntries(Object.entries({ ...known, ...given }).filter(([, value]) => value !== null))
}

/** Checked as a whole; told apart into what is stored plainly and what is sealed. What was not given is not stored: defaults may improve. */
export function check(kind: Kind, given: Given): Checked {
  const known = Object.keys(formOf(kind)['properties'] ?? {})
  const strange = Object.keys(given).filter((key) => !known.includes(key))
  if (strange.length > 0)
    return { kind: 'wrong', fields: strange.map((key) => ({ path: `settings.${key}`, message: `${kind.label} has no such setting` })) }
  const parsed = parse(kind, given)
  if (parsed === null) return { kind: 'wrong', fields: [{ path: 'settings', message: 'cannot be understood' }] }
  const { success, data, error } = parsed
  if (!success)
    return {
      kind: 'wrong',
      fields: error.issues.map(({ path, message }) => ({ path: ['settings', ...path].map(String).join('.'), message })),
    }
  const isSecret = ([key]: [string, unknown]) => kind.secrets.includes(key)
  const all = Object.entries(given)
  return {
    kind: 'right',
    settings: data,
    plain: Object.fromEntries(all.filter((it) => !isSecret(it))),
    secrets: Object.fromEntries(all.filter(isSecret)),
  }
}

/** Null for what throws where it is measured: `{ "length": { "toString": 1 } }` in the place of a text. */
function parse({ settings }: Kind, given: Given): ReturnType<Kind['settings']['safeParse']> | null {
  try {
    return settings.safeParse(given)
  } catch (error) {
    if (error instanceof TypeError && error.message.includes('primitive value')) return null
    throw error
  }
}
