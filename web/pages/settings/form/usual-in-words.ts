import type { Field } from './fields.ts'

/** A value as it is shown. Pure. */
export function valueInWords({ control, unit }: Field, value: unknown): string {
  if (value === undefined || value === null || value === '') return 'not set'
  if (typeof value === 'boolean') return value ? 'on' : 'off'
  if (control.kind === 'choice' || control.kind === 'several') {
    const named = (it: unknown) => control.options.find((option) => option.value === it)?.text ?? String(it)
    return Array.isArray(value) ? value.map(named).join(', ') || 'none' : named(value)
  }
  // without a unit it may be a name, like a port
  return unit ? `${typeof value === 'number' ? value.toLocaleString('en') : value} ${unit}` : String(value)
}

/** Empty where there is no default worth saying. */
export const usualInWords = (field: Field): string =>
  field.usual === undefined || field.usual === '' || field.usual === null ? '' : valueInWords(field, field.usual)
