import { Command } from 'commander'
import type { LinkView } from '#src/routing/views.ts'
import { openApi, type Reaching } from './api.ts'
import { findingsOfLink } from './checks/link.ts'
import { type Checked, report } from './checks/report.ts'
import { serverOver } from './checks/server.ts'
import { sideBySide } from './checks/side-by-side.ts'
import { type Finding, right, wrong } from './doctor/finding.ts'
import { NotPossible } from './not-possible.ts'
import { meant } from './operator.ts'
import { openProgress } from './progress.ts'
import { keyOption, urlOption } from './send.ts'

/** `tandem carrier test`: every link that leads to a carrier, really tried by the running server. */
export function carrierTest(): Command {
  return new Command('test')
    .description('Try every link of a carrier, look at its settings, and say what to do about what is wrong. Nothing is sent.')
    .argument('[carrier]', 'its name or id in tandem carrier list; without it every carrier')
    .addOption(urlOption())
    .addOption(keyOption())
    .addHelpText('after', help)
    .action(run)
}

const help = `
The running server opens a second session beside each open one, asks whether the carrier lives, and closes it: ten seconds at most for each, eight
at once.
Of each link you see its state, the bind, enquire_link, encryption, directions, throughput, quirks and lines. Exit code 1 if anything is wrong.
The key needs the scopes links:read and links:write.

Example:
  TANDEM_KEY=tandem_… tandem carrier test "Copperline Mobile"`

async function run(given: string | undefined, { json, ...reaching }: Reaching & { json?: boolean }): Promise<void> {
  const server = serverOver(openApi(reaching))
  const carriers = await server.carriers()
  const wanted = given === undefined ? carriers : [meant('carrier', carriers, given)]
  if (wanted.length === 0) throw new NotPossible('There is no carrier yet: tandem carrier add makes one.')
  const links = await server.links()
  const progress = openProgress({ quiet: json === true && !process.stderr.isTTY })
  const leading = (carrierId: string) => links.filter(({ carrier }) => carrier?.id === carrierId)
  const all = wanted.flatMap(({ id }) => leading(id))
  const tried = await sideBySide(
    all,
    ({ id }) => server.trial(id),
    (done, of) => progress.tell(`Trying links: ${done} of ${of} done …`),
  )
  const trials = new Map(all.map(({ id }, i) => [id, tried[i]!])) // one each
  const checked = wanted.flatMap(({ id, name }): Checked[] => [
    { kind: 'carrier', id, name, findings: [linksTo(name, leading(id))] },
    ...leading(id).map(
      (link): Checked => ({ kind: 'link', id: link.id, name: link.name, findings: findingsOfLink(link, trials.get(link.id)!) }), // tried above
    ),
  ])
  progress.clear()
  report(json, checked)
}

/** Without one that is switched on, nothing goes there and nothing comes. */
export function linksTo(name: string, links: readonly Pick<LinkView, 'enabled'>[]): Finding {
  const what = 'Links'
  if (links.length === 0) return wrong(what, 'none leads there', `tandem link add --carrier "${name}" --channel … --name …`)
  const on = links.filter(({ enabled }) => enabled).length
  if (on === 0) return wrong(what, `all ${links.length} are switched off`, 'Switch one on under Settings, Links.')
  return right(
    what,
    on === links.length ? `${on === 1 ? 'one leads' : `${on} lead`} there` : `${links.length} lead there, ${on} of them switched on`,
  )
}
