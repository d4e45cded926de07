/** docs/openapi.json under Spectral, with OWASP's rules: what a stranger's linter says of our API. */
import assert from 'node:assert/strict'
import { execFileSync, spawnSync } from 'node:child_process'
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, test } from 'vitest'

const root = join(import.meta.dirname, '..', '..')
const folder = mkdtempSync(join(tmpdir(), 'spectral-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Kept out of package.json: 240 packages that only this needs. */
const wanted = ['@stoplight/spectral-cli@6.16.3', '@stoplight/spectral-owasp-ruleset@2.0.1']
const INSTALL_MS = 240_000

/** Null, or why it cannot be run. */
function install(): string | null {
  writeFileSync(join(folder, 'package.json'), '{"private":true}')
  try {
    execFileSync('npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund', ...wanted], {
      cwd: folder,
      stdio: 'ignore',
      timeout: INSTALL_MS,
    })
    return null
  } catch {
    return 'Spectral could not be installed: no way to the registry?'
  }
}
const missing = install()
if (missing) console.warn(missing)

test.skipIf(missing !== null)('Spectral has nothing to say, with the rules of .spectral.yaml', () => {
  for (const [from, to] of [
    ['.spectral.yaml', '.spectral.yaml'],
    ['docs/openapi.json', 'openapi.json'],
  ] as const)
    copyFileSync(join(root, from), join(folder, to))
  const args = ['lint', 'openapi.json', '--ruleset', '.spectral.yaml', '--fail-severity', 'hint']
  const { status, stdout, stderr } = spawnSync(join(folder, 'node_modules/.bin/spectral'), args, { cwd: folder, encoding: 'utf8' })
  assert.equal(status, 0, stdout + stderr)
})
