import assert from 'node:assert/strict'
import { test } from 'vitest'
import { settings } from './settings.ts'

/** What fits into a bind, and is said before one is tried. spec: SMPP 3.4 §4.1.1 */

const wrongOf = (but: object): string => {
  const { error } = settings.safeParse({ host: 'smsc.example.com', systemId: 'us', password: 'secret', ...but })
  return error?.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ') ?? ''
}

const cases: [but: object, wrong: RegExp, because: string][] = [
  [{ systemId: 'x'.repeat(15) }, /^$/, 'the longest name'],
  [{ systemId: 'x'.repeat(16) }, /^systemId: Too long: it has at most 15 characters/, 'one more does not fit'],
  [{ systemId: '' }, /^systemId: /, 'nobody'],
  [{ systemId: 'büro' }, /^systemId: It must be written in unaccented letters/, 'it is ASCII'],
  [{ systemId: 'a\0b' }, /^systemId: It must be/, 'a NUL ends the field'],
  [{ password: 'x'.repeat(64) }, /^$/, 'carriers give out longer ones than the specification has'],
  [{ password: 'x'.repeat(65) }, /^password: Too long/, 'the codec has no room for more'],
  [{ password: 'ключ' }, /^password: It must be written in Latin letters/, 'it cannot be written'],
  [{ systemType: 'x'.repeat(12) }, /^$/, 'the longest type'],
  [{ systemType: 'x'.repeat(13) }, /^systemType: Too long: it has at most 12/, 'one more does not fit'],
]
for (const [but, wrong, because] of cases) test(`${JSON.stringify(but).slice(0, 40)}: ${because}`, () => assert.match(wrongOf(but), wrong))
