import { execFileSync } from 'node:child_process'
import { existsSync, globSync, statSync } from 'node:fs'
import { join } from 'node:path'

const root = join(import.meta.dirname, '../../..')

/** The tests look at what people get: the built app. Built anew only when a source is newer. */
export function builtApp(): void {
  const page = join(root, 'dist/web/index.html')
  const sources = globSync(['web/**/*.{ts,tsx,css,html}', 'client/**/*.ts', 'src/**/*.ts'], { cwd: root }).filter(
    (it) => !/e2e|\.test\./.test(it),
  )
  const newest = Math.max(...sources.map((it) => statSync(join(root, it)).mtimeMs))
  if (existsSync(page) && statSync(page).mtimeMs > newest) return
  // In a process of its own: here NODE_ENV says `test`, and that would build React's slow development half.
  const env = { ...process.env, NODE_ENV: 'production' }
  execFileSync(
    process.execPath,
    [join(root, 'node_modules/vite/bin/vite.js'), 'build', '-c', 'web/vite.config.ts', '--logLevel', 'error'],
    { cwd: root, env },
  )
}
