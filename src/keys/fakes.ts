import { type KeyRow, type KeyRows, nameOf } from './key-rows.ts'
import type { DayKey, KeySource, Keys, Refused } from './source.ts'

/** A key source and a table of data keys in memory, for tests: they do what the real ones do, and can be made to fail. */

export type FakeSource = KeySource & {
  down: boolean
  /** Keys taken away. */
  revoked: Set<number>
  /** Workspaces that have got another key since. */
  changed: Set<number>
  asked: string[]
}

export function fakeSource(): FakeSource {
  const known = new Set<number>()
  const refusal = (workspaceId: number): Refused | null => {
    if (source.down) return { kind: 'unavailable', why: 'it is down' }
    if (source.revoked.has(workspaceId) || !known.has(workspaceId)) return { kind: 'revoked', why: 'it was taken away' }
    return null
  }
  const answer = async (workspaceId: number, keys: DayKey[], turn: (key: DayKey) => Buffer | null): Promise<Keys | Refused> =>
    refusal(workspaceId) ?? { kind: 'keys', keys: keys.map(turn) }
  const mark = (workspaceId: number, day: number) => Buffer.from(`${workspaceId}/${day}/${source.changed.has(workspaceId)}/`)

  const source: FakeSource = {
    name: 'a fake',
    down: false,
    revoked: new Set(),
    changed: new Set(),
    asked: [],
    async begin(workspaceId) {
      source.asked.push(`begin ${workspaceId}`)
      if (!source.down) known.add(workspaceId)
      return refusal(workspaceId) ?? { kind: 'ok' }
    },
    wrap(workspaceId, keys) {
      source.asked.push(`wrap ${workspaceId}: ${keys.map(({ day }) => day)}`)
      return answer(workspaceId, keys, ({ day, bytes }) => Buffer.concat([mark(workspaceId, day), bytes]))
    },
    unwrap(workspaceId, keys) {
      source.asked.push(`unwrap ${workspaceId}: ${keys.map(({ day }) => day)}`)
      return answer(workspaceId, keys, ({ day, bytes }) => {
        const own = mark(workspaceId, day)
        return bytes.subarray(0, own.length).equals(own) ? Buffer.from(bytes.subarray(own.length)) : null
      })
    },
    async standing(workspaceIds) {
      source.asked.push(`standing ${workspaceIds}`)
      return new Map(workspaceIds.map((id) => [id, refusal(id) ?? { kind: 'ok' }]))
    },
    [Symbol.asyncDispose]: async () => {},
  }
  return source
}

export function fakeRows(): KeyRows & { all: Map<string, KeyRow> } {
  const all = new Map<string, KeyRow>()
  return {
    all,
    load: async (wanted) => wanted.flatMap((it) => all.get(nameOf(it)) ?? []),
    async create(rows) {
      for (const row of rows) if (!all.has(nameOf(row))) all.set(nameOf(row), row)
      return rows.flatMap((row) => all.get(nameOf(row)) ?? [])
    },
    async shred(key) {
      const row = all.get(nameOf(key))
      if (row) all.set(nameOf(key), { ...row, wrapped: Buffer.alloc(0) })
    },
  }
}
