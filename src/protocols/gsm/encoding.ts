import { alphabet, defaultAlphabet, ESCAPED, type National } from './alphabet.ts'
import { GsmError } from './error.ts'

/** A character GSM 7-bit cannot say, and where it stands: `index` counts UTF-16 units. */
export type Culprit = { readonly index: number; readonly char: string }

/** At most this many culprits are named; a text with more needs UCS-2 all the same. A 255-segment message has 17,000 characters. */
export const MAX_CULPRITS = 1000

export type EncodingWish = {
  /** `auto`: GSM 7-bit if it can say everything, else UCS-2. `gsm`: nothing else. `ucs2`: nothing else. */
  readonly alphabet?: 'auto' | 'gsm' | 'ucs2' | undefined
  /** Tables the route is known to carry; used only where the default tables cannot say the text. */
  readonly national?: National | undefined
}

/** How a text goes out. `units` are septets for gsm7 and UTF-16 units for ucs2. */
export type Encoding = { readonly units: number; readonly culprits: readonly Culprit[] } & (
  | { readonly kind: 'gsm7'; readonly codes: Uint16Array; readonly national: National | undefined }
  | { readonly kind: 'ucs2' }
)

/**
 * Chooses how to encode: the default tables, then the national ones, then UCS-2. National text is never longer than UCS-2: even when every
 * character is escaped it has 14 bits each, and the header costs less than the rest gains.
 * Throws GsmError `unsayable` when GSM 7-bit is demanded and cannot say it, `language` for a table that does not exist.
 */
export function chooseEncoding(text: string, { alphabet: wish = 'auto', national }: EncodingWish = {}): Encoding {
  if (wish === 'ucs2') return { kind: 'ucs2', units: text.length, culprits: [] }
  const units = septets(text, defaultAlphabet.codes)
  if (units >= 0) return { kind: 'gsm7', codes: defaultAlphabet.codes, national: undefined, units, culprits: [] }
  const codes = national ? alphabet(national).codes : defaultAlphabet.codes
  const shifted = national ? septets(text, codes) : -1
  if (shifted >= 0) return { kind: 'gsm7', codes, national, units: shifted, culprits: [] }
  const culprits = culpritsIn(text, codes)
  if (wish === 'auto') return { kind: 'ucs2', units: text.length, culprits }
  throw new GsmError(
    'unsayable',
    `GSM 7-bit cannot say ${culprits
      .map(({ char }) => JSON.stringify(char))
      .slice(0, 5)
      .join(', ')}`,
  )
}

/** How many septets, or -1 when a character cannot be said. On the path of every keystroke and every message. */
function septets(text: string, codes: Uint16Array): number {
  let units = 0
  for (let at = 0; at < text.length; at++) {
    const code = codes[text.charCodeAt(at)]
    if (!code) return -1
    units += code < ESCAPED ? 1 : 2
  }
  return units
}

function culpritsIn(text: string, codes: Uint16Array): Culprit[] {
  const culprits: Culprit[] = []
  for (let index = 0; index < text.length && culprits.length < MAX_CULPRITS; index++) {
    if (codes[text.charCodeAt(index)]) continue
    const char = String.fromCodePoint(text.codePointAt(index) ?? 0)
    culprits.push({ index, char })
    index += char.length - 1
  }
  return culprits
}
