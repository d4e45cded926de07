import type { LinkView } from '#src/routing/views.ts'
import { type Finding, right, unknown, wrong } from '../doctor/finding.ts'
import { type Around, hears, teamInWords } from './number.ts'
import { byDefault, rules, taking } from './rules.ts'
import type { LineOfNumber, NumberView } from './server.ts'

/** Whether one line works: its number, its link, who works it, and when it is chosen. Pure. */
export const findingsOfLine = (line: LineOfNumber, number: NumberView, link: Finding[], around: Around): Finding[] => [
  right('Number', number.label),
  ...link,
  team(line, around),
  receiving(line, around.links),
  rank(line, number.lines),
  chosen(line, around),
  byDefault(line.number, around.fallback),
  taking(around.preview),
  ...rules(around.preview, around.to),
]

/** A link of another workspace is looked at there. */
export const linkElsewhere: Finding = unknown('Link', 'it belongs to another workspace: test it there')

function team(line: LineOfNumber, { teams }: Around): Finding {
  const what = 'Team'
  if (line.teamId === null) return right(what, 'none: for programs only, what comes in makes no conversation')
  if ('notAsked' in teams) return unknown(what, `its name could not be asked: ${teams.notAsked}`)
  const said = teamInWords(line, teams)
  return teams.has(line.teamId) ? right(what, said) : wrong(what, said, 'Give it a team under Settings, Numbers.')
}

function receiving(line: LineOfNumber, links: ReadonlyMap<string, LinkView>): Finding {
  const what = 'Receiving'
  if (!hears(line, links)) return unknown(what, 'its link only sends', 'What comes in needs a line on a link that hears.')
  return line.up
    ? right(what, 'what comes in arrives')
    : wrong(what, line.why ?? 'its link is down', 'The carrier keeps it until the link is up.')
}

function rank(line: LineOfNumber, lines: readonly LineOfNumber[]): Finding {
  const at = lines.findIndex(({ id }) => id === line.id)
  const before = lines.slice(0, at).map(({ link }) => `"${link.name}"`)
  return right('Rank', before.length === 0 ? `${line.rank}: the first choice` : `${line.rank}: after ${before.join(', ')}`)
}

function chosen(line: LineOfNumber, { preview }: Around): Finding {
  const what = 'Sending'
  if (preview.line?.id === line.id) {
    if (preview.line.up) return right(what, 'a message from its number leaves here now')
    return wrong(what, `a message would wait here: ${preview.line.why ?? 'it is down'}`, 'Look at State.')
  }
  if (preview.line) return right(what, `a message leaves through "${preview.line.linkName}" now`)
  return wrong(what, 'nothing leaves from its number now: no link of it is open that sends', 'Look at State and Directions.')
}
