import type { Field } from './fields.ts'

/** What everybody must look at, and the rest under its headings, in the order of the schema. */
export function groupsOf(fields: readonly Field[]): { essentials: Field[]; groups: { title: string; fields: Field[] }[] } {
  const by = Map.groupBy(fields, ({ group }) => group)
  return {
    essentials: by.get(null) ?? [],
    groups: [...by].flatMap(([title, inside]) => (title === null ? [] : [{ title, fields: inside }])),
  }
}
