import type { QueryClient } from '@tanstack/react-query'
import type { LiveFrame } from '#src/conversations/views.ts'
import { keys } from '../keys.ts'
import { type Changes, nothingRecent, type Recent, reachesBackTo, remember, since } from './recent.ts'
import { LiveStream } from './stream.ts'
import { refetchContent, refetchMembers, takeIn, takeInKeys } from './take-in.ts'

/** Where the live stream stands: kept outside the cache because no screen reads it. */
let recent: Recent = nothingRecent
let cursor: number | null = null

export type Arrivals = (changes: Changes[]) => void

/** Follows the workspace from `start` on, until disposed. */
export function follow(cache: QueryClient, start: number, arrivals: Arrivals): LiveStream {
  cursor = Math.max(cursor ?? 0, start)
  return new LiveStream({
    after: () => cursor ?? start,
    connection: (it) => cache.setQueryData(keys.live, it),
    frames: (frames) => {
      const changes = frames.filter((it) => it.kind === 'changes')
      for (const frame of frames) advance(frame)
      takeIn(cache, changes)
      for (const frame of frames) takeInRest(cache, frame)
      if (changes.length > 0) arrivals(changes)
    },
  })
}

function advance(frame: LiveFrame): void {
  if ('upTo' in frame) cursor = Math.max(cursor ?? 0, frame.upTo)
  if (frame.kind === 'changes') recent = remember(recent, frame)
}

function takeInRest(cache: QueryClient, frame: LiveFrame): void {
  if (frame.kind === 'keys') {
    recent = { changes: [], forgottenUpTo: cursor ?? 0 }
    takeInKeys(cache, frame)
  }
  if (frame.kind === 'members') refetchMembers(cache)
  if (frame.kind === 'health') cache.setQueryData(keys.health, frame)
  if (frame.kind === 'refetch') {
    recent = { changes: [], forgottenUpTo: frame.upTo }
    refetchContent(cache)
  }
}

/** An answer made before the newest changes, with those laid over it. */
export function broughtUpToDate<T>(cache: QueryClient, asOf: number, answer: T, patch: (it: T, changes: Changes) => T): T {
  if (!reachesBackTo(recent, asOf)) queueMicrotask(() => refetchContent(cache))
  return since(recent, asOf).reduce(patch, answer)
}

/** Someone else signs in: nothing of before may be seen. */
export function forget(): void {
  recent = nothingRecent
  cursor = null
}
