import assert from 'node:assert/strict'
import { test } from 'vitest'
import { cost, isStale, readPhc, writePhc } from './phc.ts'
import { checkPassword, hashPassword } from './worker.ts'

const PASSWORD = 'correct horse battery staple'

test('what is written says how it was made, and differs each time', async () => {
  const [one, two] = await Promise.all([hashPassword(PASSWORD), hashPassword(PASSWORD)])
  assert.match(one, /^\$argon2id\$v=19\$m=19456,t=2,p=1\$[A-Za-z\d+/]{22}\$[A-Za-z\d+/]{43}$/)
  assert.notEqual(one, two)
  const read = readPhc(one)
  assert.ok(read)
  assert.equal(writePhc(read), one)
})

test('a right password is right, and another is not', async () => {
  const written = await hashPassword(PASSWORD)
  assert.deepEqual(await checkPassword(PASSWORD, written), { right: true, stale: false })
  assert.deepEqual(await checkPassword(`${PASSWORD}!`, written), { right: false, stale: false })
})

test('what others made is understood, and worth making again', async () => {
  // From test.c of the reference implementation, github.com/P-H-C/phc-winner-argon2.
  const theirs = '$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc'
  assert.deepEqual(await checkPassword('password', theirs), { right: true, stale: true })
})

test('an accent typed as one letter or as two is the same password', async () => {
  assert.equal((await checkPassword('caf\u0065\u0301 au lait', await hashPassword('caf\u00e9 au lait'))).right, true)
})

test('for somebody unknown the same work is done, and nothing is right', async () => {
  const written = await hashPassword(PASSWORD)
  const times: { unknown: number[]; wrong: number[] } = { unknown: [], wrong: [] }
  for (let tries = 0; tries < 5; tries += 1) {
    for (const [kind, against] of [
      ['unknown', null],
      ['wrong', written],
    ] as const) {
      const start = performance.now()
      assert.equal((await checkPassword('a guess', against)).right, false)
      times[kind].push(performance.now() - start)
    }
  }
  // The quickest of each: whatever else this machine does only ever makes it slower.
  const [unknown, wrong] = [Math.min(...times.unknown), Math.min(...times.wrong)]
  assert.ok(unknown > wrong / 2 && wrong > unknown / 2, `${unknown} ms against ${wrong} ms`)
})

test('a flood is refused beyond what may wait, and nobody else is kept waiting after it', async () => {
  const written = await hashPassword(PASSWORD)
  const all = await Promise.allSettled(Array.from({ length: 40 }, () => checkPassword('a guess', written)))
  const refused = all.filter((it) => it.status === 'rejected')
  assert.equal(refused.length, 8)
  assert.equal(refused[0]?.reason.body.code, 'busy')
  assert.equal((await checkPassword(PASSWORD, written)).right, true)
})

const notOurs = [
  ['', 'nothing'],
  ['$argon2i$v=19$m=19456,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc', 'another algorithm'],
  ['$argon2id$v=16$m=19456,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc', 'another version'],
  ['$argon2id$v=19$m=19456,t=2$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc', 'a cost that lacks something'],
  ['$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHQ$', 'no hash'],
] as const

for (const [text, because] of notOurs) test(`not read: ${because}`, () => assert.equal(readPhc(text), null))

test('a stored password that cannot be read is a fault of ours, not a wrong password', async () => {
  await assert.rejects(checkPassword(PASSWORD, 'letmein'), /not in the form/)
})

test('every change of cost makes a password stale', () => {
  const made = { ...cost, salt: Buffer.alloc(16), hash: Buffer.alloc(32) }
  assert.equal(isStale(made), false)
  for (const other of [{ memory: 1 }, { passes: 1 }, { parallelism: 2 }, { hash: Buffer.alloc(16) }]) {
    assert.equal(isStale({ ...made, ...other }), true)
  }
})
