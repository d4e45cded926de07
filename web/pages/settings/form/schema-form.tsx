import { ChevronRight } from 'lucide-react'
import { type Draft, isUsual } from './draft.ts'
import type { Field } from './fields.ts'
import { groupsOf } from './groups.ts'
import { SchemaField } from './schema-field.tsx'

type Props = {
  fields: readonly Field[]
  draft: Draft
  set: (draft: Draft) => void
  wrong: ReadonlyMap<string, string>
  known?: readonly string[]
  /** What is folded is called that; without it nothing is. */
  foldedAs?: string
}

const grid = 'grid gap-x-6 gap-y-5 sm:grid-cols-2'

/** A form drawn from a schema: the essentials, then the rest in groups. */
export const SchemaForm = ({ fields, draft, set, wrong, known = [], foldedAs }: Props) => {
  const one = (field: Field) => (
    <SchemaField
      key={field.path}
      field={field}
      typed={draft[field.path]}
      set={(typed) => set({ ...draft, [field.path]: typed })}
      wrong={wrong.get(field.path)}
      known={known.includes(field.path)}
    />
  )
  const { essentials, groups } = groupsOf(fields)
  const changed = groups.flatMap((it) => it.fields).filter((it) => !isUsual(it, draft[it.path])).length
  const inGroups = groups.map((group) => (
    <fieldset key={group.title} className="min-w-0">
      <legend className="mb-3 font-semibold text-sm">{group.title}</legend>
      <div className={grid}>{group.fields.map(one)}</div>
    </fieldset>
  ))
  return (
    <div className="flex flex-col gap-6">
      {essentials.length > 0 && <div className={grid}>{essentials.map(one)}</div>}
      {foldedAs && groups.length > 0 ? (
        <details
          open={groups.some((it) => it.fields.some(({ path }) => wrong.has(path))) || undefined}
          className="group rounded-xl border border-line"
        >
          <summary className="flex cursor-pointer list-none items-center gap-2.5 rounded-xl px-4 py-3 font-medium text-sm hover:bg-hover">
            <ChevronRight className="size-4 shrink-0 text-ink-3 transition-transform group-open:rotate-90" aria-hidden />
            {foldedAs}
            <span className="ml-auto font-normal text-ink-3 text-xs">
              {changed === 0 ? 'all as usual' : `${changed} ${changed === 1 ? 'differs' : 'differ'}`}
            </span>
          </summary>
          <div className="flex flex-col gap-7 border-line border-t px-4 py-5">{inGroups}</div>
        </details>
      ) : (
        inGroups
      )}
    </div>
  )
}
