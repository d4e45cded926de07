/** Carriers rarely write a message id the same way twice. Keys under which an id from a response and one from a receipt meet. */

/**
 * How the ids of a link's responses and receipts relate.
 * `auto` tries all three; use it to find out, then name the right one: short numeric ids can meet wrongly under it.
 */
export type IdMode = 'verbatim' | 'respHex_dlrDec' | 'respDec_dlrHex' | 'auto'
export type IdFrom = 'response' | 'receipt'

/** Beyond this an id is not a number but a name. 128 bits. */
const MAX_HEX_DIGITS = 32
const MAX_DECIMAL_DIGITS = 39
const HEX = /^[0-9a-f]+$/i
const DECIMAL = /^[0-9]+$/
const HEX_OR_UUID = /^[0-9a-f-]+$/i

/** Keys to file an id from a response under, or to look one from a receipt up by: best first. They match when any is equal. */
export const messageIds = (id: string, mode: IdMode, from: IdFrom): string[] => {
  const plain = id.trim()
  if (plain === '') return []
  const keys = new Set<string>()
  if (mode === 'verbatim' || mode === 'auto') keys.add(plain).add(folded(plain))
  if (mode === 'respHex_dlrDec' || mode === 'auto') addNumber(keys, 'hd', plain, from === 'response' ? 16 : 10)
  if (mode === 'respDec_dlrHex' || mode === 'auto') addNumber(keys, 'dh', plain, from === 'response' ? 10 : 16)
  if (keys.size === 0) keys.add(folded(plain))
  return [...keys]
}

/** Leading zeros come and go, and so does the case of hexadecimal and UUIDs; that of other ids means something. */
const folded = (id: string): string => {
  const stripped = id.replace(/^0+(?=.)/, '')
  return HEX_OR_UUID.test(stripped) ? stripped.toLowerCase() : stripped
}

// Never Number: ids of 64 bits and more are common.
const addNumber = (keys: Set<string>, prefix: string, id: string, base: 10 | 16) => {
  const digits = id.replace(/^0x/i, '')
  if (base === 16 && HEX.test(digits) && digits.length <= MAX_HEX_DIGITS) keys.add(`${prefix}:${BigInt(`0x${digits}`)}`)
  if (base === 10 && DECIMAL.test(id) && id.length <= MAX_DECIMAL_DIGITS) keys.add(`${prefix}:${BigInt(id)}`)
}
