/**
 * The character tables of GSM 7-bit: the default ones and the national ones of Turkish, Spanish and Portuguese.
 * Plain data; `alphabet.ts` makes them fast to ask.
 */

/** 128 characters in code order, in rows of 16; `·` marks a code without a character (0x1b is the escape). */
export type Rows = readonly string[]

/** Characters behind the escape: first code of a run → the characters from there on. */
export type Runs = Readonly<Record<number, string>>

/** spec: 3GPP TS 23.038 §6.2.1 */
export const defaultRows: Rows = [
  '@£$¥èéùìòÇ\nØø\rÅå',
  'Δ_ΦΓΛΩΠΨΣΘΞ·ÆæßÉ',
  ' !"#¤%&\'()*+,-./',
  '0123456789:;<=>?',
  '¡ABCDEFGHIJKLMNO',
  'PQRSTUVWXYZÄÖÑÜ§',
  '¿abcdefghijklmno',
  'pqrstuvwxyzäöñüà',
]

/** The extension table; 0x0a is the page break. spec: 3GPP TS 23.038 §6.2.1.1 */
export const extension: Runs = {
  10: '\f',
  20: '^',
  40: '{}',
  47: '\\',
  60: '[~]',
  64: '|',
  101: '€',
}

/** Locking shift tables by language; Spanish (2) has none. spec: 3GPP TS 23.038 §A.3 */
export const latinLocking: Readonly<Record<number, Rows>> = {
  // spec: 3GPP TS 23.038 §A.3.1 (Turkish)
  1: [
    '@£$¥€éùıòÇ\nĞğ\rÅå',
    'Δ_ΦΓΛΩΠΨΣΘΞ·ŞşßÉ',
    ' !"#¤%&\'()*+,-./',
    '0123456789:;<=>?',
    'İABCDEFGHIJKLMNO',
    'PQRSTUVWXYZÄÖÑÜ§',
    'çabcdefghijklmno',
    'pqrstuvwxyzäöñüà',
  ],
  // spec: 3GPP TS 23.038 §A.3.3 (Portuguese)
  3: [
    '@£$¥êéúíóç\nÔô\rÁá',
    'Δ_ªÇÀ∞^\\€Ó|·ÂâÊÉ',
    ' !"#º%&\'()*+,-./',
    '0123456789:;<=>?',
    'ÍABCDEFGHIJKLMNO',
    'PQRSTUVWXYZÃÕÚÜ§',
    '~abcdefghijklmno',
    'pqrstuvwxyzãõ`üà',
  ],
}

/** Single shift tables by language. spec: 3GPP TS 23.038 §A.2 */
export const latinSingle: Readonly<Record<number, Runs>> = {
  // spec: 3GPP TS 23.038 §A.2.1 (Turkish)
  1: {
    ...extension,
    71: 'Ğ',
    73: 'İ',
    83: 'Ş',
    99: 'ç',
    103: 'ğ',
    105: 'ı',
    115: 'ş',
  },
  // spec: 3GPP TS 23.038 §A.2.2 (Spanish)
  2: {
    ...extension,
    9: 'ç',
    65: 'Á',
    73: 'Í',
    79: 'Ó',
    85: 'Ú',
    97: 'á',
    105: 'í',
    111: 'ó',
    117: 'ú',
  },
  // spec: 3GPP TS 23.038 §A.2.3 (Portuguese)
  3: {
    ...extension,
    5: 'ê',
    9: 'ç',
    11: 'Ôô',
    14: 'Áá',
    18: 'ΦΓ',
    21: 'ΩΠΨΣΘ',
    31: 'Ê',
    65: 'À',
    73: 'Í',
    79: 'Ó',
    85: 'Ú',
    91: 'ÃÕ',
    97: 'Â',
    105: 'í',
    111: 'ó',
    117: 'ú',
    123: 'ãõ',
    127: 'â',
  },
}
