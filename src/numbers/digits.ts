/** Part of a number as a person types it: digits in a row. Null for what says something else, or too little. */
export function digitsIn(typed: string): string | null {
  const digits = typed.replaceAll(/[\s().+-]/g, '')
  return /^\d{3,15}$/.test(digits) ? digits : null
}
