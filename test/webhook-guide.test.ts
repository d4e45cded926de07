import assert from 'node:assert/strict'
import { execFileSync, spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'vitest'
import { kinds } from '#src/message/kinds.ts'
import { rotated, signature } from '#src/surfaces/webhooks/signing.ts'

/** What docs/guides/webhooks.md tells people to copy does what it says. */

const guide = readFileSync(join(import.meta.dirname, '..', 'docs/guides/webhooks.md'), 'utf8')
const code = (language: string): string => new RegExp(`\`\`\`${language}\n([\\s\\S]*?)\`\`\``).exec(guide)?.[1] ?? ''

test('the guide has every kind of event there is, and what it says', () => {
  const rows = [...guide.matchAll(/^\| `([a-z_]+\.[a-z_]+)` \| (.+) \|$/gm)].map(([, kind, when]) => [kind, when])
  assert.deepEqual(rows, Object.entries(kinds))
})

const at = new Date('2026-11-21T12:00:00Z')
const seconds = at.getTime() / 1000
const body = '{"events":[{"text":"grüß dich 🚲"}]}'
const one = [{ secret: 'whsec_one', until: null }]
const two = rotated(one, 'whsec_two', at)
const good = signature(body, one, at)

const cases: [string, string, string, number, boolean, string][] = [
  [body, good, 'whsec_one', seconds, true, 'ours'],
  [body, good, 'whsec_one', seconds + 299, true, 'a little later'],
  [body, good, 'whsec_one', seconds + 301, false, 'too late'],
  [body, good, 'whsec_one', seconds - 301, false, 'from the future'],
  [body, good, 'whsec_two', seconds, false, 'another secret'],
  [`${body} `, good, 'whsec_one', seconds, false, 'another body'],
  [body, signature(body, two, at), 'whsec_one', seconds, true, 'the old secret, while it is changed'],
  [body, signature(body, two, at), 'whsec_two', seconds, true, 'the new secret, while it is changed'],
  [body, good.replace(/t=\d+/, `t=${seconds + 1}`), 'whsec_one', seconds, false, 'another time'],
  [body, good.replace(/,v1=.*/, ''), 'whsec_one', seconds, false, 'no signature'],
  [body, good.replace('v1=', 'v0='), 'whsec_one', seconds, false, 'another scheme'],
  [body, good.slice(0, -2), 'whsec_one', seconds, false, 'cut off'],
  [body, '', 'whsec_one', seconds, false, 'nothing'],
  [body, 't=,v1=', 'whsec_one', seconds, false, 'next to nothing'],
]

const { isGenuine } = (await import(`data:text/javascript,${encodeURIComponent(code('js'))}`)) as {
  isGenuine(body: string, header: string, secret: string, now: number): boolean
}
for (const [words, header, secret, now, expected, because] of cases)
  test(`in Node: ${because}`, () => assert.equal(isGenuine(words, header, secret, now), expected))

const python = spawnSync('python3', ['--version']).status === 0
if (!python) console.warn('python3 is not here: the guide’s Python is not tried')
test.skipIf(!python)('in Python: the same', () => {
  const asked = JSON.stringify(cases.map(([words, header, secret, now]) => [words, header, secret, now]))
  const program = `${code('python')}
import json, sys
print(json.dumps([is_genuine(b.encode(), h, s, n) for b, h, s, n in json.load(sys.stdin)]))`
  const answered = JSON.parse(execFileSync('python3', ['-c', program], { input: asked, encoding: 'utf8' })) as boolean[]
  for (const [i, [, , , , expected, because]] of cases.entries()) assert.equal(answered[i], expected, because)
})
