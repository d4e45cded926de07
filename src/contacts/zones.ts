import { getCountries, getCountryCallingCode, parsePhoneNumberFromString } from 'libphonenumber-js/max'
import data from './zones.nanp.json' with { type: 'json' }

/** Where the owner of a number may be, judged by the number alone: people move and keep theirs, so what the contact says counts more. */

/** Every IANA zone the number may be in; none for mail, toll-free and the like. */
export function zonesOf(uri: string): readonly string[] {
  const digits = digitsOf(uri)
  if (digits === null) return []
  if (digits.startsWith('1')) return byAreaCode.get(digits.slice(1, 4))?.zones ?? []
  return zonesAbroad(digits)
}

/** US states, Canadian provinces and NANP countries the number may belong to, in ISO 3166: `US-TX`, `CA-NS`, `BM`. Outside +1, none. */
export function statesOf(uri: string): readonly string[] {
  const digits = digitsOf(uri)
  return (digits?.startsWith('1') && byAreaCode.get(digits.slice(1, 4))?.regions) || []
}

/** Whether the area code belongs to a place, and is in use there. */
export const isGeographic = (areaCode: string): boolean => byAreaCode.has(areaCode)

/** `tel:+14155550100` and what other channels build on a number, `whatsapp:+14155550100`; null for anything else. */
function digitsOf(uri: string): string | null {
  const plus = uri.indexOf(':') + 1
  return plus > 0 && uri[plus] === '+' && /^\d{4,15}$/.test(uri.slice(plus + 1)) ? uri.slice(plus + 1) : null
}

type Place = { regions: readonly string[]; zones: readonly string[] }

const byAreaCode = new Map<string, Place>()
for (const { regions, zones, codes } of data.regions) for (const code of codes.split(' ')) byAreaCode.set(code, { regions, zones })
for (const { zones, codes } of data.otherwise)
  for (const code of codes.split(' ')) byAreaCode.set(code, { regions: byAreaCode.get(code)?.regions ?? [], zones })

/** By country, not by area: mobile numbers have none in most countries. Where the country is unclear, all that share its code. */
function zonesAbroad(digits: string): readonly string[] {
  const number = parsePhoneNumberFromString(`+${digits}`)
  if (!number) return []
  const { country, countryCallingCode } = number
  const countries = country ? [country] : getCountries().filter((it) => getCountryCallingCode(it) === countryCallingCode)
  return [...new Set(countries.flatMap(zonesIn))]
}

/** From CLDR, which the engine carries. Remembered, because asking takes 0.2 ms; there are fewer than 250 countries. */
function zonesIn(country: string): readonly string[] {
  const known = byCountry.get(country)
  if (known) return known
  const zones = new Intl.Locale(`und-${country}`).getTimeZones() ?? []
  byCountry.set(country, zones)
  return zones
}
const byCountry = new Map<string, readonly string[]>()
