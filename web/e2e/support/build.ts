import { existsSync, globSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'vite'

const root = join(import.meta.dirname, '../../..')

/** The tests look at what people get: the built app. Built anew only when a source is newer. */
export async function builtApp(): Promise<void> {
  const page = join(root, 'dist/web/index.html')
  const sources = globSync(['web/**/*.{ts,tsx,css,html}', 'src/**/*.ts'], { cwd: root }).filter((it) => !/e2e|\.test\./.test(it))
  const newest = Math.max(...sources.map((it) => statSync(join(root, it)).mtimeMs))
  if (existsSync(page) && statSync(page).mtimeMs > newest) return
  await build({ configFile: join(root, 'web/vite.config.ts'), logLevel: 'error' })
}
