import { approving } from './approving.ts'
import { makeAccepting } from './spine/accepting.ts'
import { makeCarrying } from './spine/carrying.ts'
import { grouping } from './spine/grouping.ts'
import { makeHearing } from './spine/hearing.ts'
import { makeReporting } from './spine/reporting.ts'
import type { SpineParts } from './spine-parts.ts'

/** The spine with its groups: what arrives together is written down together. Each part of the way has its file in spine/. */
export function makeSpine(it: SpineParts) {
  const group = grouping(it.changed)
  const accepting = makeAccepting(it, group)
  const carrying = makeCarrying(it, group, () => reporting.answered())
  const reporting = makeReporting(it, group, carrying.written)
  const hearing = makeHearing(it, group, reporting.report)
  return {
    /** Accepts, and answers what became of each. */
    send: accepting.send,
    preview: accepting.preview,
    approve: approving(it),
    carrying: carrying.carrying,
    tell: hearing.tell,
    assemble: hearing.assemble,
    async [Symbol.asyncDispose]() {
      await reporting.stop()
      await Promise.all([accepting.idle(), hearing.idle(), carrying.idle(), reporting.idle()])
    },
  }
}
export type OpenSpine = ReturnType<typeof makeSpine>
