import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { settings } from '../src/config.ts'

/** Writes docs/settings.md from the settings themselves: `node scripts/settings-doc.ts`. */
export function settingsDoc(): string {
  const rows = Object.entries(settings).map(([name, it]) => `| \`${name}\` | ${shown(it.default)} | ${it.meaning} |`)
  return `# Settings

Tandem is set up by environment variables, read once when it starts. None is needed: every one has a default.
A setting it cannot understand, or does not know yet, keeps it from starting, with a sentence that says why.

<!-- Made from src/config.ts by scripts/settings-doc.ts; a test fails if they differ. -->

| name | default | meaning |
| --- | --- | --- |
${rows.join('\n')}
`
}

const shown = (standard: string): string => (standard.startsWith('(') ? standard.slice(1, -1) : `\`${standard}\``)

if (import.meta.main) writeFileSync(join(import.meta.dirname, '..', 'docs', 'settings.md'), settingsDoc())
