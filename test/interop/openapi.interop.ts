/** docs/openapi.json under Spectral, with OWASP's rules: what a stranger's linter says of our API. */
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { test } from 'vitest'

const root = join(import.meta.dirname, '..', '..')

test('Spectral has nothing to say, with the rules of .spectral.yaml', () => {
  const args = ['lint', 'docs/openapi.json', '--ruleset', '.spectral.yaml', '--fail-severity', 'hint']
  const { status, stdout, stderr } = spawnSync(join(root, 'node_modules/.bin/spectral'), args, { cwd: root, encoding: 'utf8' })
  assert.equal(status, 0, stdout + stderr)
})
