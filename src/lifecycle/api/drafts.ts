import type { Draft } from '#src/message/draft.ts'
import type { Address } from '#src/message/message.ts'
import type { Problem as ProblemView } from '#src/message/views.ts'
import type { Field } from '#src/platform/problem.ts'
import type { MessageDraft } from './views.ts'

/** What a program asks to send, as drafts; or why it cannot be one. Pure. */

/** `raw`: it as it was given. */
export type GivenDraft = { draft: MessageDraft } | { fields: Field[]; raw: string }
export type OwnLine = { uri: Address; id: string; teamId: string | null }
export type Asking = {
  workspaceId: number
  memberId: string | null
  /** By rank: the first is what a message leaves from when nobody says. */
  lines: readonly OwnLine[]
  addressFrom(typed: string): Address | null
}
/** `n`: its place in what was given. */
export type Read = { drafts: { n: number; draft: Draft; line: OwnLine | undefined }[]; refused: { n: number; problem: ProblemView }[] }

export function draftsFrom(
  given: readonly GivenDraft[],
  asking: Asking,
  namesOf: (n: number) => Pick<Draft, 'clientId' | 'request'>,
): Read {
  const { workspaceId, memberId, lines, addressFrom } = asking
  const read: Read = { drafts: [], refused: [] }
  for (const [n, one] of given.entries()) {
    if ('fields' in one) {
      read.refused.push({ n, problem: malformed(one.fields) })
      continue
    }
    const { from, to, text, purpose, inDoubt, smart } = one.draft
    const uri = from === undefined ? lines[0]?.uri : addressFrom(from)
    const recipient = addressFrom(to)
    if (!uri) read.refused.push({ n, problem: from === undefined ? refusals.noLine : notANumber('from', from) })
    else if (!recipient) read.refused.push({ n, problem: notANumber('to', to) })
    else
      read.drafts.push({
        n,
        line: lines.find((line) => line.uri === uri),
        draft: {
          workspaceId,
          from: uri,
          to: [recipient],
          purpose,
          parts: [{ kind: 'text', text }],
          ...(inDoubt && { inDoubt }),
          ...(smart && { smart }),
          ...(memberId && { memberId }),
          ...namesOf(n),
        },
      })
  }
  return read
}

const refusal = (status: number, code: string, title: string, remedy: string, fields?: Field[]): ProblemView => ({
  type: 'about:blank',
  title,
  status,
  code,
  remedy,
  ...(fields && { detail: fields.map(({ path, message }) => (path ? `${path}: ${message}` : message)).join('; '), fields }),
})
export const refusals = {
  conflict: refusal(409, 'idempotency_conflict', 'This idempotency key was used for another body.', 'Use a new key for a new message.'),
  sealed: refusal(
    503,
    'key_unavailable',
    'The workspace’s key cannot be had, so nothing can be sealed.',
    'Give the key back, then try again.',
  ),
  noLine: refusal(409, 'no_line', 'There is no line to send from.', 'Connect a carrier and add a number.'),
}
const malformed = (fields: Field[]): ProblemView =>
  refusal(422, 'invalid_request', 'This message is not right.', 'Correct the fields that are named and send it again.', fields)
export const notANumber = (path: 'from' | 'to', typed: string): ProblemView =>
  refusal(422, 'not_a_number', `“${typed}”, given as \`${path}\`, is not a phone number.`, howNumbers[path], [
    { path, message: 'is not a phone number' },
  ])
const howNumbers = {
  from: 'Give one of your numbers in full, like +14155550123, or leave `from` out: then it leaves from the first.',
  to: 'Write it in full, like +14155550123.',
}
