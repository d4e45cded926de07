import { LockKeyhole } from 'lucide-react'
import { useState } from 'react'
import type { LinkView } from '#src/routing/views.ts'
import { at, draftOf, isUsual } from '../form/draft.ts'
import { type Field, fieldsOf } from '../form/fields.ts'
import { groupsOf } from '../form/groups.ts'
import { usualInWords, valueInWords } from '../form/usual-in-words.ts'
import { Panel } from '../kit/panel.tsx'
import type { Channel } from '../queries.ts'

/** Every setting there is, what it means, and where this carrier departs from the default. */
export const LinkSettings = ({ link, channel }: { link: LinkView; channel: Channel }) => {
  const [only, setOnly] = useState(false)
  const fields = fieldsOf(channel.schema, channel.secrets)
  const draft = draftOf(fields, link.settings)
  const differs = (field: Field) => field.usual !== undefined && !isUsual(field, draft[field.path])
  const count = fields.filter(differs).length
  const { essentials, groups } = groupsOf(fields)
  const all = [{ title: 'Connection', fields: essentials }, ...groups]
  const seen = all
    .map((group) => ({ ...group, fields: group.fields.filter((it) => !only || differs(it)) }))
    .filter((group) => group.fields.length > 0)
  return (
    <Panel
      title="Settings"
      note={
        count === 0 ? 'Everything has its default.' : `${count} ${count === 1 ? 'setting differs' : 'settings differ'} from the default.`
      }
      actions={
        <label className="flex items-center gap-2 text-[0.8125rem] text-ink-2">
          <input type="checkbox" checked={only} onChange={(it) => setOnly(it.target.checked)} className="size-4 accent-accent" />
          Only what differs
        </label>
      }
    >
      {seen.length === 0 && <p className="px-4 py-4 text-[0.8125rem] text-ink-2 sm:px-5">Nothing differs from the default.</p>}
      {seen.map((group) => (
        <div key={group.title} className="border-line border-b last:border-0">
          <h3 className="px-4 pt-4 pb-1 font-medium text-2xs text-ink-3 uppercase tracking-wider sm:px-5">{group.title}</h3>
          <dl>
            {group.fields.map((field) => (
              <Setting key={field.path} field={field} link={link} differs={differs(field)} />
            ))}
          </dl>
        </div>
      ))}
    </Panel>
  )
}

const Setting = ({ field, link, differs }: { field: Field; link: LinkView; differs: boolean }) => (
  <div className="grid gap-x-5 gap-y-0.5 px-4 py-2.5 sm:grid-cols-[11rem_minmax(0,1fr)] sm:px-5">
    <dt className="font-medium text-[0.8125rem]">{field.title}</dt>
    <dd className="min-w-0 text-[0.8125rem]">
      <span className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
        {field.secret ? (
          <span className="flex items-center gap-1.5">
            <LockKeyhole className="size-3.5 text-ink-3" aria-hidden />
            {link.secretsSet.includes(field.path) ? 'set' : 'not set'}
          </span>
        ) : (
          <span className="break-all font-medium">{valueInWords(field, at(link.settings, field.path) ?? field.usual)}</span>
        )}
        {differs && (
          <span className="rounded bg-accent-soft px-1.5 py-0.5 font-medium text-2xs text-accent">
            Changed{usualInWords(field) && `; default: ${usualInWords(field)}`}
          </span>
        )}
        {!differs && !field.secret && field.usual !== undefined && <span className="text-2xs text-ink-3">default</span>}
      </span>
      <span className="mt-0.5 block text-ink-3 text-xs leading-relaxed">{field.says}</span>
    </dd>
  </div>
)
