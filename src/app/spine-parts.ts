import type { Content } from '#src/message/content.ts'
import type { Db } from '#src/platform/db.ts'
import type { Ids } from '#src/platform/ids.ts'
import type { Log } from '#src/platform/log.ts'
import type { Asking } from '#src/policies/judge.ts'
import type { Ways } from './ways.ts'

/** What the spine is made of. */
export type SpineParts = {
  db: Db
  content: Content
  asking: Omit<Asking, 'now'>
  ids: Ids
  now(): Date
  log: Log
  ways(): Ways
  /** Whether the workspace's words may be used now. */
  readable(workspaceId: number): boolean
  /** True: nothing new is written down until there is room on the disk. */
  full(): boolean
  changed(): void
}
