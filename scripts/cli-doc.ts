import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Command } from 'commander'
import { exitCodesInWords } from '../src/cli/exit-codes.ts'
import { tandem } from '../src/cli/program.ts'

/** Writes docs/guides/command-line.md from the commands themselves: `node scripts/cli-doc.ts`. */
export function cliDoc(): string {
  const all = tandem().commands.flatMap((it) => (it.commands.length > 0 ? it.commands.map((below) => [it, below]) : [[it]]))
  return `# The command line

Files: \`src/cli/\`, one file for each command; \`src/cli/program.ts\` lists them.

<!-- Made from src/cli/program.ts by scripts/cli-doc.ts; a test fails if they differ. -->

    npx tandem <command>

What an operator does on the machine itself, with the same settings as the server ([settings.md](../settings.md)), as the same user.
The database is the server's: \`DATABASE_URL\`, or the Postgres in \`DATA_DIR\`. The server may run meanwhile, or not: what is changed
here it notices within seconds. \`send\`, \`events\`, \`carrier test\`, \`number test\` and \`line test\`
speak to the running server over HTTP, as any program does, with a key.

Every command that answers takes \`--json\`: one JSON object on standard output, for scripts. What went wrong goes to standard error, and so
does the progress of long work.

${exitCodesInWords.replace('Exit codes:\n', '').replaceAll(/^ {2}(\d) {2}(.*)$/gm, '- exit code $1: $2')}

| command | what for |
| --- | --- |
${all.map((path) => `| [\`${nameOf(path)}\`](#${anchorOf(path)}) | ${firstSentence(last(path).description())} |`).join('\n')}

${all.map(section).join('\n')}`
}

const last = (path: Command[]): Command => path.at(-1)! // it has one at least
const nameOf = (path: Command[]): string => ['tandem', ...path.map((it) => it.name())].join(' ')
const anchorOf = (path: Command[]): string => nameOf(path).replaceAll(' ', '-')
const firstSentence = (text: string): string => /^.*?[.](?= |$)/.exec(text)?.[0] ?? text

function section(path: Command[]): string {
  const it = last(path)
  const options = it.options.filter((one) => !one.hidden)
  const rows = options.map(
    (one) => `| \`${one.flags}\` | ${one.description}${choices(one)}${one.mandatory ? ' (needed)' : ''}${standard(one.defaultValue)} |`,
  )
  const takes = it.registeredArguments.map((one) => `| \`${one.required ? `<${one.name()}>` : `[${one.name()}]`}\` | ${one.description} |`)
  const all = [...takes, ...rows]
  const table = all.length > 0 ? `\n| option | meaning |\n| --- | --- |\n${all.join('\n')}\n` : ''
  const more = after(it)
  return `## ${nameOf(path)}\n\n${it.description()}\n${table}${more === '' ? '' : `\n\`\`\`\n${more}\n\`\`\`\n`}`
}

const choices = (one: { argChoices?: string[] | undefined }): string => (one.argChoices ? `: ${one.argChoices.join(', ')}` : '')
const standard = (value: unknown): string =>
  value === undefined || value === false || (Array.isArray(value) && value.length === 0) ? '' : ` (default ${value})`

/** What the command adds to its help, in the words of the help. */
function after(it: Command): string {
  let said = ''
  it.configureOutput({ writeOut: (text) => (said += text) })
  it.outputHelp()
  return said.slice(it.helpInformation().length).trim()
}

if (import.meta.main) writeFileSync(join(import.meta.dirname, '..', 'docs', 'guides', 'command-line.md'), cliDoc())
