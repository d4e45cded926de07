import { Command } from 'commander'
import type { Address } from '#src/message/message.ts'
import { openApi, type Reaching } from './api.ts'
import { findingsOfNumber } from './checks/number.ts'
import { type Checked, report } from './checks/report.ts'
import { previewOf, type SampleOptions, withSampleOptions } from './checks/sample.ts'
import { serverOver } from './checks/server.ts'
import { sideBySide } from './checks/side-by-side.ts'
import { wrong } from './doctor/finding.ts'
import { NotPossible } from './not-possible.ts'
import { numberIn, plainly } from './number-add.ts'
import { openProgress } from './progress.ts'

/** `tandem number test`: whether a number can send and receive now, as the running server has it. */
export function numberTest(): Command {
  const command = new Command('test')
    .description('Say whether a number can send and receive now, and what the rules would say of a message. Nothing is sent.')
    .argument('[number]', 'one of yours; without it every number', numberIn)
  return withSampleOptions(command).addHelpText('after', help).action(run)
}

const help = `
Looked at are the number, the links that carry it, which of them a message would leave through, the key of the workspace, and with --to
every rule. Exit code 1 if anything is wrong; a message that would only wait is not wrong.
The key needs the scopes numbers:read, links:read and messages:send, and members:read for the names of teams.

Example:
  TANDEM_KEY=tandem_… tandem number test +14155550123 --to +14155550188`

type Options = Reaching & SampleOptions & { json?: boolean }

async function run(given: Address | undefined, { json, to, text, purpose, ...reaching }: Options): Promise<void> {
  const server = serverOver(openApi(reaching))
  const all = await server.numbers()
  const wanted = given === undefined ? all : all.filter(({ number }) => number === given)
  if (given === undefined && all.length === 0) throw new NotPossible('There is no number yet: tandem number add makes one.')
  if (given !== undefined && wanted.length === 0) return report(json, [stranger(given)])
  const links = new Map((await server.links()).map((link) => [link.id, link]))
  const teams = await server.teams()
  const progress = openProgress({ quiet: json === true && !process.stderr.isTTY })
  const checked = await sideBySide(
    wanted,
    async (number): Promise<Checked> => {
      const sample = await previewOf(server, number.number, { ...(to !== undefined && { to }), text, purpose })
      const findings = findingsOfNumber(number, { links, teams, ...sample, to })
      return { kind: 'number', id: number.number, name: plainly(number.number), findings }
    },
    (done, of) => progress.tell(`Asking about numbers: ${done} of ${of} done …`),
  )
  progress.clear()
  report(json, checked)
}

const stranger = (number: Address): Checked => ({
  ...{ kind: 'number', id: number, name: plainly(number) },
  findings: [wrong('Known', 'it is not a number of this workspace', `tandem number add --number ${plainly(number)} --label …`)],
})
