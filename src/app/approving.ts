import { approve } from '#src/lifecycle/approve.ts'
import { recordApproval, waitingForReview } from '#src/lifecycle/approved/store.ts'
import { Problem } from '#src/platform/problem.ts'
import type { SpineParts } from './spine-parts.ts'

/** A person lets a message go that waits for review. False: it does not wait any more. */
export const approving =
  ({ db, content, asking, now, ways, changed }: Pick<SpineParts, 'db' | 'content' | 'asking' | 'now' | 'ways' | 'changed'>) =>
  async (workspaceId: number, id: string, by: string): Promise<boolean> => {
    const waiting = await waitingForReview(db, content, workspaceId, id)
    if (waiting === 'sealed')
      throw new Problem(503, 'key_unavailable', 'The workspace’s key cannot be had.', { remedy: 'Give the key back.' })
    if (waiting === null) return false
    const approval = await approve(waiting, { ...asking, now: now() })
    if (!(await recordApproval(db, approval, by, now()))) return false
    if (approval.state.kind === 'queued') ways().link(waiting.linkId)?.reload()
    changed()
    return true
  }
