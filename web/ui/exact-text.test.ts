import { expect, test } from 'vitest'
import { pieces } from './exact-text.ts'

const cases = [
  ['Hello', 'plain', 'words are words'],
  ['<b>no</b> &amp; <script>alert(1)</script>', 'plain', 'markup is text like any other'],
  ['see https://example.com/a?b=1.', 'plain link plain', 'the full stop ends the sentence, not the link'],
  ['(https://example.com)', 'plain link plain', 'nor does the bracket'],
  ['javascript:alert(1)', 'plain', 'nothing else can be followed'],
  ['https://', 'plain', 'half a link is none'],
  ['a\u0000b', 'plain control plain', 'a control character is seen'],
  ['two\nlines\tand a tab', 'plain', 'new lines and tabs are shown by being there'],
  ['pay\u202egnp.exe', 'plain control plain', 'so is a mark that turns text around'],
  ['\r\n', 'control plain', 'a carriage return is not lost'],
  ['', '', 'nothing is nothing'],
] as const

for (const [text, kinds, because] of cases) {
  test(because, () => {
    const found = pieces(text)
    expect(found.map((it) => it.kind).join(' ')).toBe(kinds)
    expect(found.map((it) => it.text).join('')).toBe(text)
  })
}
