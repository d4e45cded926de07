import { Command } from 'commander'
import { addressFrom } from '#src/numbers/parse.ts'
import { openApi, type Reaching } from './api.ts'
import { findingsOfLine, linkElsewhere } from './checks/line.ts'
import { findingsOfLink } from './checks/link.ts'
import { type Checked, report } from './checks/report.ts'
import { previewOf, type SampleOptions, withSampleOptions } from './checks/sample.ts'
import { type NumberView, type Server, serverOver } from './checks/server.ts'
import { sideBySide } from './checks/side-by-side.ts'
import type { Finding } from './doctor/finding.ts'
import { NotPossible } from './not-possible.ts'
import { plainly } from './number-add.ts'
import { openProgress } from './progress.ts'

/** `tandem line test`: a number on a link, both tried, and who works what comes in. */
export function lineTest(): Command {
  const command = new Command('test')
    .description('Try a line: its number, its link, its team, and when it is chosen. Nothing is sent.')
    .argument('[line]', 'its id in tandem line list, or a number for all lines of it; without it every line')
    .option('--link <link>', 'only on this link, by name or id')
  return withSampleOptions(command).addHelpText('after', help).action(run)
}

const help = `
Its link is tried as tandem carrier test does, each once and eight at a time; with --to every rule is asked about a message from its number.
Exit code 1 if anything is wrong. The key needs the scopes numbers:read, links:read, links:write and messages:send, and members:read for teams.

Example:
  TANDEM_KEY=tandem_… tandem line test +14155550123 --link copperline --to +14155550188`

type Options = Reaching & SampleOptions & { link?: string; json?: boolean }

async function run(given: string | undefined, { link: only, json, to, text, purpose, ...reaching }: Options): Promise<void> {
  const server = serverOver(openApi(reaching))
  const wanted = linesMeant(await server.numbers(), given, only)
  const links = new Map((await server.links()).map((link) => [link.id, link]))
  const teams = await server.teams()
  const progress = openProgress({ quiet: json === true && !process.stderr.isTTY })
  const distinct = [...new Set(wanted.map(({ line }) => line.link.id))]
  const tried = await sideBySide(
    distinct,
    (id) => findingsOfLinkNow(server, links, id),
    (done, of) => progress.tell(`Trying links: ${done} of ${of} done …`),
  )
  const trials = new Map(distinct.map((id, i) => [id, tried[i]!])) // one each
  const checked = await sideBySide(
    wanted,
    async ({ number, line }): Promise<Checked> => {
      const sample = await previewOf(server, line.number, { ...(to !== undefined && { to }), text, purpose })
      const findings = findingsOfLine(line, number, trials.get(line.link.id)!, { links, teams, ...sample, to }) // tried above
      return { kind: 'line', id: line.id, name: `${plainly(line.number)} on ${line.link.name || 'a link of another workspace'}`, findings }
    },
    (done, of) => progress.tell(`Asking about lines: ${done} of ${of} done …`),
  )
  progress.clear()
  report(json, checked)
}

async function findingsOfLinkNow(
  server: Server,
  links: ReadonlyMap<string, Parameters<typeof findingsOfLink>[0]>,
  id: string,
): Promise<Finding[]> {
  const link = links.get(id)
  return link ? findingsOfLink(link, await server.trial(id)) : [linkElsewhere]
}

/** By id, or all of a number; and of these those on one link, where it is said. */
export function linesMeant(numbers: readonly NumberView[], given: string | undefined, link: string | undefined) {
  const all = numbers.flatMap((number) => number.lines.map((line) => ({ number, line })))
  if (all.length === 0) throw new NotPossible('There is no line yet: tandem line add makes one.')
  const uri = given === undefined ? null : addressFrom(given)
  const found = all
    .filter(({ line }) => given === undefined || line.id === given || line.number === uri)
    .filter(({ line }) => link === undefined || line.link.id === link || line.link.name === link)
  if (found.length > 0) return found
  const which = [given === undefined ? '' : ` "${given}"`, link === undefined ? '' : ` on "${link}"`].join('')
  throw new NotPossible(`There is no line${which}: tandem line list shows those there are.`)
}
