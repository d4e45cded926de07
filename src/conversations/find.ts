/** Plain words search what was said and who said it; digits search numbers. */
export function digitsIn(query: string): string | null {
  const digits = query.replaceAll(/[\s().+-]/g, '')
  return /^\d{3,15}$/.test(digits) ? digits : null
}
