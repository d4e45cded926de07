import { readFileSync } from 'node:fs'
import { isCancel, password } from '@clack/prompts'
import type { Given, Kind } from '#src/routing/links/settings.ts'
import { split } from './link-settings.ts'
import { NotPossible, NotRight } from './not-possible.ts'

/** The secrets of a link, from where nobody else sees them: a file, the environment, or the terminal. */

const standardInput = '-'

export async function secretsFor(kind: Kind, { set, files }: { set: Given; files: readonly string[] }): Promise<Given> {
  const fromFiles = Object.fromEntries(
    files.map((pair) => {
      const { name, value } = split(pair)
      if (!kind.secrets.includes(name)) throw new NotRight(`"${name}" is no secret of ${kind.name}: ${kind.secrets.join(', ')} is.`)
      return [name, contentOf(value)]
    }),
  )
  const found: Given = {}
  for (const name of kind.secrets) {
    const given = fromFiles[name] ?? process.env[variable(name)] ?? set[name]
    if (given === undefined) found[name] = await asked(kind, name)
    else found[name] = given
    if (given === set[name] && given !== undefined) console.error(seen(name))
  }
  return found
}

/** systemId → TANDEM_SECRET_SYSTEM_ID */
export const variable = (name: string): string => `TANDEM_SECRET_${name.replaceAll(/([a-z])([A-Z])/g, '$1_$2').toUpperCase()}`

const seen = (name: string): string =>
  `Warning: ${name} was on the command line, where others on this machine and the shell's history can see it. ` +
  `Better: --secret-file ${name}=<file>, ${variable(name)}, or leave it out and be asked.`

function contentOf(path: string): string {
  try {
    return readFileSync(path === standardInput ? process.stdin.fd : path, 'utf8').replace(/\r?\n$/, '')
  } catch (cause) {
    throw new NotPossible(`${path} cannot be read (${(cause as { code?: string }).code ?? 'why is not known'}).`, { cause }) // `as`: the file system's
  }
}

async function asked(kind: Kind, name: string): Promise<string> {
  if (!process.stdin.isTTY)
    throw new NotRight(`${kind.label} needs the secret ${name}: give it with --secret-file ${name}=<file>, or set ${variable(name)}.`)
  const given = await password({ message: `${name} (it is not shown)`, output: process.stderr })
  if (isCancel(given)) throw new NotPossible('Nothing was done.')
  return given
}
