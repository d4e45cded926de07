import type { Preview } from '#src/lifecycle/preview/views.ts'
import type { LinkView } from '#src/routing/views.ts'
import { type Finding, right, unknown, wrong } from '../doctor/finding.ts'
import { plainly } from '../number-add.ts'
import { byDefault, rules, sending, taking } from './rules.ts'
import type { LineOfNumber, NotAsked, NumberView } from './server.ts'

/** Whether a number can send and receive now. Pure. */
export type Around = {
  /** By id; a link of another workspace is not among them. */
  links: ReadonlyMap<string, LinkView>
  teams: ReadonlyMap<string, string> | NotAsked
  preview: Preview
  /** What leaves when nobody says from where. */
  fallback: string | null
  to: string | undefined
}

export const findingsOfNumber = (it: NumberView, around: Around): Finding[] => [
  right('Known', it.label),
  ...it.lines.map((line) => throughLink(line, around)),
  taking(around.preview),
  ...(it.lines.length === 0 ? [noLine(it.number)] : [sending(around.preview), receiving(it.lines, around)]),
  byDefault(it.number, around.fallback),
  ...rules(around.preview, around.to),
]

const noLine = (number: string): Finding => wrong('Lines', 'no link carries it', `tandem line add --number ${plainly(number)} --link …`)

function throughLink(line: LineOfNumber, { teams }: Around): Finding {
  const what = `On ${line.link.name || 'a link of another workspace'}`
  const of = `rank ${line.rank}, ${teamInWords(line, teams)}`
  if (line.up) return right(what, `up, ${of}`)
  if (!line.link.enabled) return unknown(what, `the link is switched off, ${of}`)
  return wrong(what, `down: ${line.why ?? 'nobody said why'}`, `Try it: tandem link test --link "${line.link.name}"`)
}

export function teamInWords({ teamId }: LineOfNumber, teams: Around['teams']): string {
  if (teamId === null) return 'for programs only'
  if ('notAsked' in teams) return 'worked by a team'
  return `worked by ${teams.get(teamId) ?? 'a team that is not there'}`
}

/** What only sends hears nothing. */
export const hears = (line: LineOfNumber, links: Around['links']): boolean => links.get(line.link.id)?.state.only !== 'out'

function receiving(lines: readonly LineOfNumber[], { links }: Around): Finding {
  const open = lines.filter((line) => line.up && hears(line, links))
  if (open.length > 0) return right('Receiving', `arrives through ${open.map(({ link }) => `"${link.name}"`).join(', ')}`)
  const isMute = lines.some(({ up }) => up)
  return wrong(
    'Receiving',
    isMute ? 'the links that are up only send' : 'no link of it is up',
    isMute
      ? 'Add a line on a link that hears as well.'
      : 'The carrier keeps what comes in until the link is up: tandem link test says what is wrong.',
  )
}
