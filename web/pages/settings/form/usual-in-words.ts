import type { Field } from './fields.ts'

/** A number that is an hour of the day has what follows it on a clock for its unit. */
export const isHour = ({ unit }: Pick<Field, 'unit'>): boolean => unit?.startsWith(':') ?? false

/** A value as it is shown. Pure. */
export function valueInWords({ control, unit }: Pick<Field, 'control' | 'unit'>, value: unknown): string {
  if (value === undefined || value === null || value === '') return 'not set'
  if (typeof value === 'boolean') return value ? 'on' : 'off'
  if (control.kind === 'choice' || control.kind === 'several') {
    const named = (it: unknown) => control.options.find((option) => option.value === it)?.text ?? String(it)
    return Array.isArray(value) ? value.map(named).join(', ') || 'none' : named(value)
  }
  if (isHour({ unit })) return `${String(value).padStart(2, '0')}${unit}`
  // without a unit it may be a name, like a port
  return unit ? `${typeof value === 'number' ? value.toLocaleString('en') : value} ${unit}` : String(value)
}

/** Empty where there is no default worth saying. */
export const usualInWords = (field: Field): string =>
  field.usual === undefined || field.usual === '' || field.usual === null ? '' : valueInWords(field, field.usual)
