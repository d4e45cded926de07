/** What went wrong, as a closed list: callers match on `code`, never on the sentence. */
export type GsmErrorCode =
  | 'odd_length' // UCS-2 text with half a unit at its end
  | 'short' // fewer octets than the count or the header promises
  | 'header' // a user data header whose elements do not add up
  | 'range' // an argument outside what the wire can carry
  | 'language' // a national language table that is not in the standard
  | 'unsayable' // GSM 7-bit was demanded for characters it does not have
  | 'too_long' // more than 255 segments

/** The one error this folder throws. Anything else thrown from here is a bug. */
export class GsmError extends Error {
  readonly code: GsmErrorCode

  constructor(code: GsmErrorCode, message: string) {
    super(message)
    this.name = 'GsmError'
    this.code = code
  }
}
