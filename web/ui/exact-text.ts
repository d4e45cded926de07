/** A text cut into what is shown as it is, what is shown as a symbol, and what can be followed. Joined, the pieces are the text exactly. */
export type Piece =
  | { kind: 'plain'; text: string }
  | { kind: 'control'; text: string; symbol: string }
  | { kind: 'link'; text: string; href: string }

/** Only what begins with a scheme a browser may open; a trailing bracket or full stop belongs to the sentence. */
const LINK = /\bhttps?:\/\/[^\s<>"'\p{Cc}\p{Cf}]+[^\s<>"'\p{Cc}\p{Cf}.,;:!?)\]}]/giu

// Control characters but for tab and new line, and the marks that turn the direction of text around unseen.
const CONTROL = /(?![\t\n])[\p{Cc}\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/gu

export function pieces(text: string): Piece[] {
  const found: Piece[] = []
  let at = 0
  for (const match of text.matchAll(LINK)) {
    const href = safe(match[0])
    if (!href) continue
    found.push(...withControls(text.slice(at, match.index)), { kind: 'link', text: match[0], href })
    at = match.index + match[0].length
  }
  return [...found, ...withControls(text.slice(at))]
}

function withControls(text: string): Piece[] {
  const found: Piece[] = []
  let at = 0
  for (const { 0: char, index } of text.matchAll(CONTROL)) {
    if (index > at) found.push({ kind: 'plain', text: text.slice(at, index) })
    found.push({ kind: 'control', text: char, symbol: symbolOf(char) })
    at = index + 1
  }
  if (at < text.length) found.push({ kind: 'plain', text: text.slice(at) })
  return found
}

/** Unicode has a picture of each of the first 32; the others are named by number. */
export function symbolOf(char: string): string {
  const code = char.charCodeAt(0)
  if (code < 0x20) return String.fromCharCode(0x2400 + code)
  return code === 0x7f ? '\u2421' : `[U+${code.toString(16).toUpperCase().padStart(4, '0')}]`
}

function safe(text: string): string | null {
  const url = URL.parse(text)
  return url && ['http:', 'https:'].includes(url.protocol) ? url.href : null
}
