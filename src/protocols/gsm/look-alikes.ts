/**
 * What `smart` replaces, and by what. Only where a reader sees the same thing: no fractions (1½ would become 11/2), no symbols spelled out.
 */

const spaces = '\t\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000'
const invisible =
  '\u00ad\u034f\u061c\u180e\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufe0e\ufe0f\ufeff'
const singleQuotes = '\u2018\u2019\u201a\u201b\u2032\u2035\u2039\u203a\u02b9\u02bb\u02bc\u02bd\u02c8\u02ca\u02cb\u00b4`'
const doubleQuotes = '\u201c\u201d\u201e\u201f\u2033\u2036\u00ab\u00bb\u02ba\u02ee\u275d\u275e\u301d\u301e'
const dashes = '\u2010\u2011\u2012\u2013\u2014\u2015\u2043\u2212\u2022\u2023\u25e6\u2027\ufe58\ufe63'

/** Character → what stands for it. */
export const lookAlikes: ReadonlyMap<string, string> = new Map([
  ...each(spaces, ' '),
  ...each(invisible, ''),
  ...each(singleQuotes, "'"),
  ...each(doubleQuotes, '"'),
  ...each(dashes, '-'),
  ...each('\u2028\u2029\u0085', '\n'),
  ['\u2026', '...'],
  ['\u00b7', '.'],
  ['\u2024', '.'],
  ['\u2044', '/'],
  ['\u2215', '/'],
  ['\u00d7', 'x'],
  ['\u2217', '*'],
  ['\u02dc', '~'],
  ['\u223c', '~'],
])

/** Latin letters that do not come apart into a plain letter and its marks. */
export const foldedLetters: ReadonlyMap<string, string> = new Map([
  ['ł', 'l'],
  ['Ł', 'L'],
  ['đ', 'd'],
  ['Đ', 'D'],
  ['ħ', 'h'],
  ['Ħ', 'H'],
  ['ı', 'i'],
  ['ŧ', 't'],
  ['Ŧ', 'T'],
  ['œ', 'oe'],
  ['Œ', 'OE'],
  ['ĳ', 'ij'],
  ['Ĳ', 'IJ'],
  ['ŉ', "'n"],
  ['ſ', 's'],
  ['ð', 'd'],
  ['Ð', 'D'],
  ['þ', 'th'],
  ['Þ', 'Th'],
  ['ẞ', 'SS'],
  ['ﬁ', 'fi'],
  ['ﬂ', 'fl'],
])

function each(chars: string, to: string): [string, string][] {
  return [...chars].map((char) => [char, to])
}
