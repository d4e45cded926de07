import { replacedInWords } from '#src/message/compose.ts'
import { textOf } from '#src/message/message.ts'
import { nextStep, type Reason, sentence } from '#src/message/reasons.ts'
import type { Accepted } from '../outbound.ts'
import type { Preview } from './views.ts'

/** What would become of a message, as it is shown. Pure. */
export function shownPreview(
  { message, state, by, segments, encoding, replaced }: Accepted,
  line: Preview['line'],
  problem: Preview['problem'],
): Preview {
  return {
    ...{ from: message.from, to: message.to, text: textOf(message.parts), replaced: replaced ? replacedInWords(replaced) : null },
    state: state.kind,
    reason: state.kind === 'queued' ? null : { code: state.why, ...inWords(state.why) },
    heldUntil: state.kind === 'held' ? state.until.toISOString() : null,
    ...{ segments, encoding, line },
    verdicts: Object.entries(by).map(([policy, answer]) => {
      const why = 'why' in answer ? answer.why : null
      const words = why ? inWords(why) : { sentence: null, next: null }
      return { policy, kind: answer.kind, why, ...words, until: answer.kind === 'hold' ? answer.until.toISOString() : null }
    }),
    problem,
  }
}

const inWords = (why: Reason) => ({ sentence: sentence(why), next: nextStep(why) })
