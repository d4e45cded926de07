import { meaningOf, saidItself } from '#src/delivery/try-out/in-words.ts'
import type { LinkView, Trial } from '#src/routing/views.ts'
import { type Finding, right, unknown, wrong } from '../doctor/finding.ts'
import type { NotAsked } from './server.ts'

/** A link: as the server holds it, as it is when tried anew, and what its settings mean. Pure. */
export const findingsOfLink = (link: LinkView, tried: Trial | NotAsked): Finding[] => [
  stateOf(link),
  ...('notAsked' in tried ? [unknown('Bind', `not tried: ${tried.notAsked}`)] : [bind(link, tried), ...alive(tried), ...tried.advice]),
  linesOf(link),
]

const tryOther = (name: string): string => `Try other settings without saving them: tandem link test --link "${name}" --set …`

/** Whether the session the messages go through is up. */
export function stateOf({ name, enabled, state }: LinkView): Finding {
  const what = 'State'
  if (!enabled) return unknown(what, 'switched off', 'Switch it on under Settings, Links, if it is meant to carry messages.')
  const queue = `${state.underWay} under way${state.window === null ? '' : `, window ${state.window}`}, ${state.waiting} waiting`
  if (state.up) return right(what, `up${state.since ? ` since ${state.since}` : ''}; ${queue}`)
  const meaning = meaningOf(state.why ?? '')
  return wrong(what, `down: ${(state.why && saidItself(state.why)) || 'nobody said why'}; ${queue}`, meaning ?? tryOther(name))
}

/** With these the next session would be refused too, so that the open one proves nothing. */
const wrongCredentials = /RINVPASWD|RINVSYSID/

function bind({ name, state }: LinkView, { up, steps, said, ms }: Trial): Finding {
  const what = 'Bind'
  if (up === null) return unknown(what, said)
  if (up) return right(what, `${steps.slice(0, 2).join(' ')} (${ms} ms in all)`)
  if (state.up && /refused the bind/.test(said) && !wrongCredentials.test(said))
    return unknown(what, `a second session beside the open one was refused: ${said}`, 'Nothing, if the carrier allows one session only.')
  return wrong(what, said, tryOther(name))
}

function alive({ ok, up, aliveMs, said }: Trial): Finding[] {
  const what = 'Alive'
  if (!up) return []
  if (aliveMs !== null) return [right(what, `answered enquire_link in ${aliveMs} ms`)]
  return ok ? [] : [wrong(what, said, 'Ask the carrier to answer enquire_link: every session of yours that is quiet will be dropped.')]
}

const linesOf = ({ name, lines }: LinkView): Finding =>
  lines > 0
    ? right('Lines', lines === 1 ? 'one number uses it' : `${lines} numbers use it`)
    : unknown('Lines', 'no number uses it', `tandem line add --number … --link "${name}"`)
