import parsePhoneNumber, { type CountryCode } from 'libphonenumber-js/max'
import type { Address } from '#src/message/message.ts'

/**
 * What a person types as a number, as an address: `(415) 555-0100` → `tel:+14155550100`. Whether such a number may be texted is the
 * gate's to say; null only for what is no number at all. Short codes are digits only.
 */
export function addressFrom(typed: string, country: CountryCode = 'US'): Address | null {
  const text = typed.trim().replace(/^tel:/i, '')
  if (/^\d{5,6}$/.test(text)) return `tel:${text}`
  // Programs write E.164 already: nothing is left to be understood.
  if (/^\+[1-9]\d{7,14}$/.test(text)) return `tel:${text as `+${string}`}`
  const number = parsePhoneNumber(text, country)
  if (!number || number.ext) return null
  return `tel:${number.number}`
}
