import { purposes } from '#src/message/message.ts'
import { allow, type Verdict } from '#src/message/verdict.ts'
import { policy } from './policy.ts'

const late: Verdict = { kind: 'block', why: 'keyword_reply_late' }

/** Within it the answer to STOP needs no consent; later it would have to be justified to a court. spec: 47 CFR 64.1200(a)(12) */
const answerWithinMs = 5 * 60_000

/** The answer to a keyword goes to somebody who may have opted out and be asleep: so it goes at once, or not at all. */
export const lateReply = policy<null>({
  name: 'late-reply',
  exempts: purposes.filter((purpose) => purpose !== 'keyword_reply'),
  perishable: true,
  gather: async (messages) => messages.map(() => null),
  judge: (messages, _none, now) =>
    messages.map(({ answersAt }) => (answersAt !== undefined && now.getTime() - answersAt.getTime() <= answerWithinMs ? allow : late)),
})
