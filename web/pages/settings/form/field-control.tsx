import { inputClass } from '../../../ui/field.tsx'
import { Select } from '../../../ui/select.tsx'
import type { Typed } from './draft.ts'
import type { Field } from './fields.ts'
import { isHour, valueInWords } from './usual-in-words.ts'

type Props = { id: string; field: Field; typed: Typed | undefined; set: (typed: Typed) => void; wrong: boolean }

/** Whoever may write so much is given more than a line. */
const LONG = 160

/** What is typed into or pressed. Its name is a label for `id`, or stands under `${id}-name`; its meaning under `${id}-note`. */
export const FieldControl = ({ id, field, typed, set, wrong }: Props) => {
  const { control, secret, needed, placeholder } = field
  const unit = unitOf(field, typed)
  const said = { id, 'aria-describedby': `${id}-note`, 'aria-invalid': wrong }
  const text = typeof typed === 'string' ? typed : ''
  if (control.kind === 'switch')
    return (
      <div className="flex min-h-10 items-center gap-2.5 text-sm">
        <input
          {...said}
          type="checkbox"
          role="switch"
          aria-checked={typed === true}
          checked={typed === true}
          onChange={(it) => set(it.target.checked)}
          className="switch"
        />
        <span aria-hidden className="text-ink-2">
          {typed === true ? 'On' : 'Off'}
        </span>
      </div>
    )
  if (control.kind === 'several') {
    const chosen = Array.isArray(typed) ? typed : []
    return (
      // biome-ignore lint/a11y/useSemanticElements: a fieldset would bring a legend of its own, and the name already stands above
      <div
        role="group"
        aria-labelledby={`${id}-name`}
        aria-describedby={`${id}-note`}
        className="flex min-h-10 flex-wrap items-center gap-x-5 gap-y-2"
      >
        {control.options.map(({ value, text: name }) => (
          <label key={value} className="flex items-center gap-2 text-sm capitalize">
            <input
              type="checkbox"
              checked={chosen.includes(value)}
              onChange={(it) => set(it.target.checked ? [...chosen, value] : chosen.filter((one) => one !== value))}
              className="size-4.5 accent-accent"
            />
            {name}
          </label>
        ))}
      </div>
    )
  }
  if (control.kind === 'choice')
    return (
      <Select {...said} value={text} onChange={(it) => set(it.target.value)}>
        {control.orNone && <option value="">Not set</option>}
        {control.options.map(({ value, text: name }) => (
          <option key={value} value={value}>
            {name}
          </option>
        ))}
      </Select>
    )
  if (control.kind === 'text' && !secret && (control.longest ?? 0) >= LONG)
    return (
      <textarea
        {...said}
        rows={placeholder ? 3 : 2}
        placeholder={placeholder ?? undefined}
        required={needed}
        value={text}
        onChange={(it) => set(it.target.value)}
        className={`${inputClass} h-auto py-2`}
      />
    )
  return (
    <div className="relative">
      <input
        {...said}
        type={secret ? 'password' : 'text'}
        inputMode={control.kind === 'number' ? 'numeric' : undefined}
        autoComplete={secret ? 'new-password' : 'off'}
        spellCheck={false}
        placeholder={placeholder ?? undefined}
        required={needed}
        value={text}
        onChange={(it) => set(it.target.value)}
        className={`${inputClass} ${unit ? 'pr-14' : ''}`}
      />
      {unit && <span className="pointer-events-none absolute inset-y-0 right-3 grid place-items-center text-ink-3 text-xs">{unit}</span>}
    </div>
  )
}

/** Beside a number its unit; beside an hour the time of day it means. */
function unitOf(field: Field, typed: Typed | undefined): string | null {
  if (!isHour(field)) return field.unit
  const hour = typeof typed === 'string' && /^\d{1,2}$/.test(typed.trim()) ? Number(typed) : Number.NaN
  return hour <= 24 ? valueInWords(field, hour) : null
}
