import type { DataKey } from './seal.ts'
import type { Standing } from './source.ts'

/** The data keys in memory: how long they may stay, and how they go. */

/** A source that does not answer is no reason to stop at once; beyond this the keys go. (ARCHITECTURE.md, Sealed) */
export const GRACE_MS = 15 * 60_000
/** A workspace nobody asked about for this long is forgotten; its keys are fetched again when needed. */
const IDLE_MS = 30 * 60_000
/** A year of reading back; beyond it the oldest to come goes. */
const KEYS_EACH = 400

export type KeyState = 'ok' | 'unavailable' | 'revoked'
export type Unavailable = { kind: 'unavailable' | 'revoked' | 'shredded' }

export type Held = {
  readonly workspaceId: number
  state: KeyState
  /** What the source said last. While `state` is not ok and this is, a key is fetched to prove it. */
  standing: Standing['kind']
  /** Its first data key has been made, so the source knows it. */
  begun: boolean
  /** When the source last said yes, on the monotonic clock. */
  sureAtMs: number
  usedAtMs: number
  /** How often its keys were dropped: what was asked for before does not come in after. */
  drops: number
  readonly keys: Map<number, DataKey>
}

export type Holding = ReturnType<typeof holdKeys>

export function holdKeys(monotonicMs: () => number, changed: (workspaceId: number, state: KeyState) => void) {
  const all = new Map<number, Held>()

  const of = (workspaceId: number): Held => {
    const known = all.get(workspaceId)
    const nowMs = monotonicMs()
    if (known) {
      known.usedAtMs = nowMs
      return known
    }
    const held: Held = { ...blank, workspaceId, sureAtMs: nowMs, usedAtMs: nowMs, keys: new Map() }
    all.set(workspaceId, held)
    return held
  }

  const become = (held: Held, state: KeyState) => {
    if (held.state === state) return
    held.state = state
    changed(held.workspaceId, state)
  }

  return {
    of,
    all: () => [...all.values()],

    get(workspaceId: number, day: number): DataKey | null {
      const held = all.get(workspaceId)
      const key = held?.keys.get(day)
      if (!held || !key) return null
      const nowMs = monotonicMs()
      if (nowMs - held.sureAtMs >= GRACE_MS) return null
      held.usedAtMs = nowMs
      return key
    },

    /** Takes the bytes over. Null, and they are zeroed, when the keys were dropped since `drops` was read. */
    keep(held: Held, day: number, bytes: Buffer, drops: number): DataKey | null {
      if (held.drops !== drops || all.get(held.workspaceId) !== held) {
        bytes.fill(0)
        return null
      }
      const known = held.keys.get(day)
      if (known) {
        bytes.fill(0)
        return known
      }
      const key: DataKey = { kind: 'key', workspaceId: held.workspaceId, day, bytes, gone: false }
      held.keys.set(day, key)
      if (held.keys.size > KEYS_EACH) letOldestGo(held)
      return key
    },

    dropDay(workspaceId: number, day: number) {
      const held = all.get(workspaceId)
      if (!held) return
      held.drops += 1
      destroy(held, day)
    },

    /** What the source said about a workspace. A yes alone heals nothing: `prove` does. */
    hear(held: Held, { kind }: Standing) {
      held.standing = kind
      if (kind === 'ok') held.sureAtMs = monotonicMs()
      if (kind === 'ok') return
      if (kind === 'unavailable' && monotonicMs() - held.sureAtMs < GRACE_MS) return
      destroyAll(held)
      become(held, kind)
    },

    /** A key that was needed could not be had. */
    miss: (held: Held) => held.state === 'ok' && become(held, 'unavailable'),
    /** The source has unwrapped something of this workspace, or there is nothing to unwrap. */
    prove(held: Held) {
      held.standing = 'ok'
      held.sureAtMs = monotonicMs()
      become(held, 'ok')
    },

    forgetIdle() {
      const nowMs = monotonicMs()
      for (const held of all.values()) {
        if (nowMs - held.usedAtMs < IDLE_MS) continue
        destroyAll(held)
        all.delete(held.workspaceId)
      }
    },

    dropEverything() {
      for (const held of all.values()) destroyAll(held)
      all.clear()
    },
  }
}

const blank = { state: 'ok', standing: 'ok', begun: false, drops: 0 } as const

/** Only let go, not zeroed: somebody may be about to use it. The search key (day 0) and the newest two stay. */
function letOldestGo({ keys }: Held): void {
  const newest = Math.max(...keys.keys())
  const old = [...keys.keys()].find((day) => day > 0 && day < newest - 1)
  if (old !== undefined) keys.delete(old)
}

function destroyAll(held: Held): void {
  held.drops += 1
  for (const day of held.keys.keys()) destroy(held, day)
}

function destroy({ keys }: Held, day: number): void {
  const key = keys.get(day)
  if (!key) return
  keys.delete(day)
  key.bytes.fill(0)
  key.gone = true
}
