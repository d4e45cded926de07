import assert from 'node:assert/strict'
import { mkdtempSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, test } from 'vitest'
import { fakeRows, fakeSource } from './fakes.ts'
import { openKeyFiles } from './file/client.ts'
import type { KeyState } from './held.ts'
import { type KeyServer, openKeyServer } from './remote/client.ts'
import { command, startReference, tls, withTls } from './remote/for-tests/server.ts'
import type { DayKey, KeySource, Keys } from './source.ts'
import { openKeys } from './worker.ts'

/** What every key source must do. What only one does lies beside it. */

type Served = { source: KeySource; revoke(id: number): void; restore(id: number): void; close(): Promise<void> }
const quiet = { info: () => {}, warn: () => {}, error: () => {} }

const sources: Record<string, () => Promise<Served>> = {
  'the fake': async () => {
    const source = fakeSource()
    return { source, revoke: (id) => source.revoked.add(id), restore: (id) => source.revoked.delete(id), close: async () => {} }
  },
  'key files': async () => {
    const folder = mkdtempSync(join(tmpdir(), 'tandem-keys-'))
    const path = (id: number) => join(folder, `workspace-${id}.key`)
    return {
      source: await openKeyFiles(folder),
      revoke: (id) => renameSync(path(id), `${path(id)}.away`),
      restore: (id) => renameSync(`${path(id)}.away`, path(id)),
      close: async () => rmSync(folder, { recursive: true }),
    }
  },
  'the key server': () => served([], {}),
  'the key server over TLS, with client certificates': () => served(withTls, { tls }),
}

async function served(more: string[], settings: Pick<KeyServer, 'tls'>): Promise<Served> {
  const reference = await startReference(more)
  return {
    source: openKeyServer({ url: reference.url, token: reference.token, ...settings }),
    revoke: (id) => void command(reference.folder, 'revoke', `${id}`),
    restore: (id) => void command(reference.folder, 'restore', `${id}`),
    close: async () => reference[Symbol.asyncDispose](),
  }
}

const plain = (day: number): DayKey => ({ day, bytes: Buffer.alloc(32, day) })
function keysIn(answer: { kind: string }): Buffer[] {
  assert.equal(answer.kind, 'keys')
  return (answer as Keys).keys as Buffer[]
}

for (const [name, open] of Object.entries(sources)) {
  describe(name, () => {
    let it: Served
    beforeAll(async () => {
      it = await open()
    })
    afterAll(async () => {
      await it.source[Symbol.asyncDispose]()
      await it.close()
    })
    const wrapped = async (id: number, ...days: number[]): Promise<DayKey[]> => {
      assert.deepEqual(await it.source.begin(id), { kind: 'ok' })
      const keys = keysIn(await it.source.wrap(id, days.map(plain)))
      return days.map((day, i) => ({ day, bytes: keys[i]! }))
    }

    test('gives back what it wrapped, in order, and wraps each time anew', async () => {
      const days = await wrapped(1, 0, 20_778, 20_779)
      assert.deepEqual(keysIn(await it.source.unwrap(1, days)), [plain(0).bytes, plain(20_778).bytes, plain(20_779).bytes])
      assert.deepEqual(await it.source.begin(1), { kind: 'ok' })
      assert.deepEqual(keysIn(await it.source.unwrap(1, days.slice(1, 2))), [plain(20_778).bytes])
    })

    test('opens nothing of another day or another workspace', async () => {
      const [key] = await wrapped(1, 20_778)
      await wrapped(2, 20_778)
      assert.deepEqual(keysIn(await it.source.unwrap(1, [{ day: 20_779, bytes: key!.bytes }, key!]))[0], null)
      assert.deepEqual(keysIn(await it.source.unwrap(2, [key!])), [null])
      assert.deepEqual(keysIn(await it.source.unwrap(1, [{ day: 20_778, bytes: Buffer.from('junk') }])), [null])
    })

    test('revoked, it says so and does nothing; given back, all is as before; the neighbour noticed nothing', async () => {
      const mine = await wrapped(3, 20_778)
      const theirs = await wrapped(4, 20_778)
      it.revoke(3)
      const standing = await it.source.standing([3, 4])
      assert.deepEqual([standing.get(3)?.kind, standing.get(4)?.kind], ['revoked', 'ok'])
      assert.equal((await it.source.unwrap(3, mine)).kind, 'revoked')
      assert.equal((await it.source.wrap(3, [plain(1)])).kind, 'revoked')
      keysIn(await it.source.unwrap(4, theirs))
      it.restore(3)
      assert.deepEqual((await it.source.standing([3])).get(3), { kind: 'ok' })
      assert.deepEqual(keysIn(await it.source.unwrap(3, mine)), [plain(20_778).bytes])
    })

    test('answers about a thousand workspaces and more at once', async () => {
      const ids = Array.from({ length: 2_500 }, (_, i) => 100 + i)
      assert.equal((await it.source.standing(ids)).size, 2_500)
    })

    test('beneath a ring: revoked is heard, given back is heard, and the words open again', async () => {
      await using keys = openKeys({
        source: { ...it.source, [Symbol.asyncDispose]: async () => {} },
        rows: fakeRows(),
        log: quiet,
        watchEveryMs: 10,
      })
      const heard = (wanted: KeyState) =>
        new Promise<void>((resolve) => {
          const stop = keys.onChange((id, state) => {
            if (id !== 5 || state !== wanted) return
            stop()
            resolve()
          })
        })
      const before = (await keys.sealing([5])).get(5)!
      assert.equal(before.kind, 'key')
      const gone = heard('revoked')
      it.revoke(5)
      await gone
      assert.equal(keys.cached(5, keys.today()), null)
      assert.equal((await keys.sealing([5])).get(5)!.kind, 'revoked')
      const back = heard('ok')
      it.restore(5)
      await back
      assert.equal((await keys.sealing([5])).get(5)!.kind, 'key')
    })
  })
}
