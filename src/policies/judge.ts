import type { Message } from '#src/message/message.ts'
import { allow, stricter, type Verdict } from '#src/message/verdict.ts'
import type { Policy, Sources } from './policy.ts'

/** The verdict that counts, and what each policy said: the answer to "why was this not sent?" */
export type Judged = { message: Message; verdict: Verdict; by: Record<string, Answer> }
export type Answer = Verdict | { kind: 'not_asked' }

export type Asking = {
  policies: Policy<unknown>[]
  sources: Sources
  now: Date
  /** Told of a source that fails, once for the batch; the messages themselves only wait. */
  unavailable(policy: string, cause: unknown): void
}

/** Our choice: a code that waits this long still arrives in time, and a database comes back in less. */
const askAgainAfterMs = 15_000

/** Asks every cheap policy about every message, then each paid one about those against which no block stands. */
export async function judge(messages: Message[], asking: Asking): Promise<Judged[]> {
  const judged = messages.map((message): Judged => ({ message, verdict: allow, by: {} }))
  for (const policy of cheapFirst(asking.policies)) {
    const open: Judged[] = []
    for (const it of judged) {
      const answer = unasked(policy, it)
      if (answer) it.by[policy.name] = answer
      else open.push(it)
    }
    const verdicts = await ask(
      policy,
      open.map(({ message }) => message),
      asking,
    )
    for (const [i, it] of open.entries()) {
      const verdict = verdicts[i]! // oneEach has counted them
      it.by[policy.name] = verdict
      if (!isAnswered(it.message, policy, verdict)) it.verdict = stricter(it.verdict, verdict)
    }
  }
  return judged
}

/** For what waited in the queue, just before the wire: only what may have changed since. What was held is judged in full. */
export function judgeAgain(messages: Message[], asking: Asking): Promise<Judged[]> {
  return judge(messages, { ...asking, policies: asking.policies.filter(({ perishable }) => perishable) })
}

/** It wants a person to look, and one has. */
const isAnswered = ({ approved }: Message, { name }: Policy<unknown>, { kind }: Verdict): boolean =>
  kind === 'review' && approved !== undefined && approved.includes(name)

const cheapFirst = (policies: Policy<unknown>[]) => [...policies.filter(({ paid }) => !paid), ...policies.filter(({ paid }) => paid)]

function unasked(policy: Policy<unknown>, { message, verdict }: Judged): Answer | null {
  if (policy.exempts.includes(message.purpose)) return allow
  if (policy.paid && verdict.kind === 'block') return { kind: 'not_asked' }
  return null
}

/** A source that fails is neither a yes nor a no: the message waits. */
async function ask(policy: Policy<unknown>, messages: Message[], { sources, now, unavailable }: Asking): Promise<Verdict[]> {
  if (messages.length === 0) return []
  let facts: unknown[]
  try {
    facts = await policy.gather(messages, sources)
  } catch (cause) {
    unavailable(policy.name, cause)
    const until = new Date(now.getTime() + askAgainAfterMs)
    return messages.map(() => ({ kind: 'hold', until, why: 'policy_unavailable' }))
  }
  return oneEach(policy, messages, policy.judge(messages, oneEach(policy, messages, facts), now))
}

/** A row too many or too few would judge one message by another's facts: better to stop. */
function oneEach<T>({ name }: Policy<unknown>, messages: Message[], answers: T[]): T[] {
  if (answers.length !== messages.length) throw new Error(`${name}: ${answers.length} answers about ${messages.length} messages`)
  return answers
}
