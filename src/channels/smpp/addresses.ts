import type { Address } from '#src/message/message.ts'
import type { Settings } from './settings.ts'

// spec: SMPP 3.4 §5.2.5, §5.2.6
const ton = { unknown: 0, international: 1, national: 2, alphanumeric: 5 } as const
const npi = { unknown: 0, isdn: 1 } as const

/** Short codes have at most this many digits. */
const shortCodeDigits = 6

export type Numbered = { ton: number; npi: number; address: string }

/** `tel:+14155550100`, `tel:12345` or `alpha:Tandem` as the carrier wants it. */
export function numbered(uri: Address, { numberFormat }: Pick<Settings, 'numberFormat'>): Numbered {
  const value = uri.slice(uri.indexOf(':') + 1)
  if (uri.startsWith('alpha:')) return { ton: ton.alphanumeric, npi: npi.unknown, address: value }
  if (!value.startsWith('+')) return { ton: ton.unknown, npi: npi.unknown, address: value }
  return { ton: ton.international, npi: npi.isdn, address: numberFormat === 'plus' ? value : value.slice(1) }
}

/** Country calling codes of those whose carriers leave them out. Others must send them. spec: ITU-T E.164 */
const callingCodes: Record<string, { code: string; nationalDigits: number }> = {
  US: { code: '1', nationalDigits: 10 },
  CA: { code: '1', nationalDigits: 10 },
}

/** What the carrier calls a number, as an address of ours: the same person must be the same address however a carrier writes it. */
export function addressOf({ ton: type, address }: Numbered, { country }: Pick<Settings, 'country'>): Address {
  const digits = address.replace(/^\+|[\s().-]/g, '')
  if (type === ton.alphanumeric || !/^\d+$/.test(digits)) return `alpha:${address}`
  if (digits.length <= shortCodeDigits) return `tel:${digits}`
  const home = callingCodes[country]
  if (home && !address.startsWith('+') && type !== ton.international && digits.length === home.nationalDigits)
    return `tel:+${home.code}${digits}`
  return `tel:+${digits}`
}
