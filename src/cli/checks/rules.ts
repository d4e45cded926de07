import type { Preview } from '#src/lifecycle/preview/views.ts'
import { type Finding, right, unknown, wrong } from '../doctor/finding.ts'
import { plainly } from '../number-add.ts'

/** What the server would do with a message, were it sent: from its preview. Pure. */

/** Whether anything at all would be taken: the key, the disk. */
export function taking({ problem }: Preview): Finding {
  if (!problem) return right('Key', 'the key of the workspace can be had')
  const what = problem.code === 'key_unavailable' ? 'Key' : 'Taking'
  return wrong(what, problem.title, problem.remedy ?? 'tandem doctor looks at what is needed.')
}

export function sending({ from, line }: Preview): Finding {
  const what = 'Sending'
  if (!line)
    return wrong(
      what,
      'no open link can carry it out',
      `Switch its links on, or add one: tandem line add --number ${plainly(from)} --link …`,
    )
  const through = `"${line.linkName}"${line.carrierName === line.linkName ? '' : ` of ${line.carrierName}`}`
  if (line.up) return right(what, `leaves through ${through}`)
  return wrong(what, `would wait for ${through}: ${line.why ?? 'it is down'}`, `Try it: tandem link test --link "${line.linkName}"`)
}

/** `from`: what a message leaves from when nobody says; null where that is nothing. */
export function byDefault(number: string, from: string | null): Finding {
  const what = 'Default'
  if (from === number) return right(what, 'yes: what is sent without a number leaves from it')
  return right(what, `no: what is sent without a number leaves from ${from === null ? 'nothing' : plainly(from)}`)
}

/** What each rule says of the sample. Without somebody it goes to, only what concerns the sender counts. */
export function rules(preview: Preview, to: string | undefined): Finding[] {
  const asked = preview.verdicts.filter(({ policy, why }) => policy !== 'route' || why === 'too_long')
  if (to !== undefined) return [...asked.map(verdict), outcome(preview, to)]
  const forbidden = asked.filter(({ why }) => why === 'do_not_originate')
  return forbidden.length > 0
    ? forbidden.map(verdict)
    : [unknown('Rules', 'they depend on whom it goes to', 'Say --to, and every rule is asked about a message there; nothing is sent.')]
}

function verdict({ policy, kind, sentence, why, next, until }: Preview['verdicts'][number]): Finding {
  const what = `Rule ${policy}`
  const said = sentence ?? why ?? kind
  switch (kind) {
    case 'allow':
      return right(what, 'allows it')
    case 'not_asked':
      return unknown(what, 'not asked: another rule blocks it already')
    case 'hold':
      return unknown(what, `holds it until ${until}: ${said}`, next ?? undefined)
    case 'review':
      return unknown(what, `wants a person to look: ${said}`, next ?? undefined)
    case 'block':
      return wrong(what, `blocks it: ${said}`, next ?? 'Ask the operator.')
  }
}

function outcome({ state, reason, heldUntil, segments, encoding }: Preview, to: string): Finding {
  const what = 'Message'
  const size = `${segments} segment${segments === 1 ? '' : 's'}${encoding ? ` of ${encoding}` : ''}`
  if (state === 'queued') return right(what, `to ${to} would be queued at once, ${size}`)
  if (state === 'failed') return wrong(what, `to ${to} would fail: ${reason?.sentence ?? ''}`, reason?.next ?? '')
  return unknown(what, `to ${to} would wait${heldUntil ? ` until ${heldUntil}` : ' for a person'}, ${size}`, reason?.next)
}
