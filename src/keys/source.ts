/** Where a workspace's key-encryption key lives. It never leaves there: the source wraps and unwraps data keys with it. */

/** `revoked`: taken away on purpose. `unavailable`: nobody knows at the moment. Both heal by themselves once the key is back. */
export type Refused = { kind: 'unavailable' | 'revoked'; why: string }
export type Standing = { kind: 'ok' } | Refused

/** A data key and the day it is for: plain on one side of the source, wrapped on the other. Wrapped for one day it unwraps for no other. */
export type DayKey = { day: number; bytes: Buffer }
/** One for each that was asked, in order; null for what this workspace's key did not wrap. */
export type Keys = { kind: 'keys'; keys: (Buffer | null)[] }

export type KeySource = {
  /** For the logs: 'key files in /etc/tandem/keys'. */
  name: string
  /** Before a workspace's first data key is made: it has a key from now on. Harmless when it has one already. */
  begin(workspaceId: number): Promise<Standing>
  wrap(workspaceId: number, keys: DayKey[]): Promise<Keys | Refused>
  unwrap(workspaceId: number, wrapped: DayKey[]): Promise<Keys | Refused>
  /** Whether the keys of these still stand; asked every second about all that are in use, so it is one question. */
  standing(workspaceIds: number[]): Promise<Map<number, Standing>>
  [Symbol.asyncDispose](): Promise<void>
}
