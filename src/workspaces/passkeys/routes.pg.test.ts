import assert from 'node:assert/strict'
import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto'
import { afterAll, beforeAll, test } from 'vitest'
import { type FreshDatabase, freshDatabase } from '../../../test/support/postgres.ts'
import { openHttp } from '../../platform/http.ts'
import { newId } from '../../platform/ids.ts'
import { openLog } from '../../platform/log.ts'
import { makeJoin } from '../joins/store.ts'
import { registerDoor } from '../routes.ts'
import { memberOf } from '../sessions/routes.ts'
import { createWorkspace } from '../store.ts'
import { CEREMONY_MS } from './store.ts'

let fresh: FreshDatabase
let workspaceId: number
beforeAll(async () => {
  fresh = await freshDatabase()
  workspaceId = (await createWorkspace(fresh.db, { name: 'Bakery', timeZone: 'Europe/Madrid', demo: false })).workspaceId
})
afterAll(() => fresh[Symbol.asyncDispose]())

const sha256 = (data: Buffer | string) => createHash('sha256').update(data).digest()
const base64url = (data: Buffer | string) => Buffer.from(data).toString('base64url')

type Bent = { origin?: string; rpId?: string; userVerified?: boolean; counter?: number; signWith?: Authenticator; challenge?: string }
type Authenticator = ReturnType<typeof makeAuthenticator>

/** A passkey of our own making: ES256, no attestation, as a phone would answer through the browser. `bent` is what it does wrong. */
function makeAuthenticator() {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' })
  const credentialId = randomBytes(32)
  const id = base64url(credentialId)
  let counter = 0

  const clientData = (type: string, challenge: string, { origin = 'http://localhost:8080', ...bent }: Bent) =>
    Buffer.from(JSON.stringify({ type, challenge: bent.challenge ?? challenge, origin, crossOrigin: false }))
  // spec: WebAuthn L3 §6.1: hash of the RP id, flags, counter
  const authData = ({ rpId = 'localhost', userVerified = true, ...bent }: Bent, extra: Buffer | null) => {
    counter = bent.counter ?? counter + 1
    const flags = 0x01 | (userVerified ? 0x04 : 0) | (extra ? 0x40 : 0)
    const count = Buffer.alloc(4)
    count.writeUInt32BE(counter)
    return Buffer.concat([sha256(rpId), Buffer.from([flags]), count, extra ?? Buffer.alloc(0)])
  }
  // spec: RFC 9052 §7, RFC 9053 §7.1.1: {1: 2 (EC2), 3: -7 (ES256), -1: 1 (P-256), -2: x, -3: y}
  const coseKey = Buffer.concat([
    Buffer.from('a5010203262001215820', 'hex'),
    Buffer.from(x, 'base64url'),
    Buffer.from('225820', 'hex'),
    Buffer.from(y, 'base64url'),
  ])
  const answer = (response: object) => ({ id, rawId: id, type: 'public-key', clientExtensionResults: {}, response })

  return {
    id,
    privateKey,
    /** What navigator.credentials.create() answers. */
    create: (challenge: string, bent: Bent = {}) => {
      const attested = Buffer.concat([Buffer.alloc(16), Buffer.from([0, credentialId.length]), credentialId, coseKey])
      const data = authData(bent, attested)
      // spec: RFC 8949 §3: {fmt: 'none', attStmt: {}, authData: bytes}
      const head = Buffer.from('a363666d74646e6f6e656761747453746d74a068617574684461746158', 'hex')
      const attestationObject = base64url(Buffer.concat([head, Buffer.from([data.length]), data]))
      const clientDataJSON = base64url(clientData('webauthn.create', challenge, bent))
      return answer({ clientDataJSON, attestationObject, transports: ['internal', 'hybrid'] })
    },
    /** What navigator.credentials.get() answers. */
    get: (challenge: string, bent: Bent = {}) => {
      const client = clientData('webauthn.get', challenge, bent)
      const data = authData(bent, null)
      const signature = sign('sha256', Buffer.concat([data, sha256(client)]), bent.signWith?.privateKey ?? privateKey)
      return answer({ clientDataJSON: base64url(client), authenticatorData: base64url(data), signature: base64url(signature) })
    },
  }
}

async function openDoor(publicUrl = 'http://127.0.0.1:8080') {
  let now = new Date('2026-11-21T12:00:00Z')
  const app = await openHttp({ log: openLog('silent') })
  const session = { db: fresh.db, now: () => now, demo: { enabled: false }, publicUrl: () => publicUrl }
  await registerDoor(app, { ...session, ids: newId, memberOf: memberOf(session), simulator: () => null, keyState: () => 'ok' })

  /** A browser: keeps its cookies. */
  const browser = () => {
    const cookies: Record<string, string> = {}
    return async (
      method: 'GET' | 'POST',
      url: string,
      payload?: object,
      headers: Record<string, string> = { origin: 'http://localhost:8080', host: 'localhost:8080' },
    ) => {
      const answer = await app.inject({ method, url, cookies, headers, ...(payload && { payload }) })
      for (const { name, value } of answer.cookies) cookies[name] = value
      return { status: answer.statusCode, body: answer.body === '' ? null : answer.json(), cookies }
    }
  }
  return {
    browser,
    later: (ms: number) => {
      now = new Date(now.getTime() + ms)
    },
    /** Somebody new, signed in, with a passkey made right after joining. */
    joined: async (name: string, authenticator: Authenticator) => {
      const ask = browser()
      const token = await makeJoin(fresh.db, workspaceId, 'member', now)
      assert.equal((await ask('POST', '/v1/door/join', { token, name, email: `${name}@example.com` })).status, 204)
      const { body: options } = await ask('POST', '/v1/passkeys/options')
      const made = await ask('POST', '/v1/passkeys', { response: authenticator.create(options.challenge), label: `${name}’s phone` })
      assert.equal(made.status, 204, JSON.stringify(made.body))
      return ask
    },
    [Symbol.asyncDispose]: () => app.close(),
  }
}

test('who joins without a password makes a passkey, and comes back with it alone', async () => {
  await using door = await openDoor()
  const phone = makeAuthenticator()
  const inside = await door.joined('ana', phone)
  const [row] = await fresh.owner('select label, transports, counter::int, used_at from passkeys where credential_id = $1', [phone.id])
  assert.deepEqual(row, { label: 'ana’s phone', transports: ['internal', 'hybrid'], counter: 1, used_at: null })

  const { body: more } = await inside('POST', '/v1/passkeys/options')
  assert.deepEqual(
    more.excludeCredentials.map((it: { id: string }) => it.id),
    [phone.id],
    'one phone makes one passkey',
  )
  assert.deepEqual([more.rp.id, more.user.name, more.authenticatorSelection.userVerification], ['localhost', 'ana@example.com', 'required'])

  const ask = door.browser()
  const { body: options } = await ask('POST', '/v1/door/passkey/options')
  assert.equal(options.allowCredentials, undefined, 'nobody has said who they are yet')
  assert.equal((await ask('POST', '/v1/door/passkey', { response: phone.get(options.challenge) })).status, 204)
  assert.equal((await ask('GET', '/v1/session')).body.member.name, 'ana')
  const [used] = await fresh.owner<{ counter: number; used_at: Date }>(
    'select counter::int, used_at from passkeys where credential_id = $1',
    [phone.id],
  )
  assert.deepEqual([used?.counter, used?.used_at.toISOString()], [2, '2026-11-21T12:00:00.000Z'])
})

const bents: [Bent, string][] = [
  [{ origin: 'https://evil.example' }, 'a page of another site asked for it'],
  [{ rpId: 'evil.example' }, 'it is bound to another name'],
  [{ userVerified: false }, 'the device did not ask for finger, face or code'],
  [{ challenge: base64url(randomBytes(32)) }, 'it answers another challenge'],
]

for (const [bent, because] of bents) {
  test(`no passkey is made: ${because}`, async () => {
    await using door = await openDoor()
    const inside = await door.joined(`m${newId()}`, makeAuthenticator())
    const { body: options } = await inside('POST', '/v1/passkeys/options')
    const { status, body } = await inside('POST', '/v1/passkeys', {
      response: makeAuthenticator().create(options.challenge, bent),
      label: 'x',
    })
    assert.deepEqual([status, body.code], [400, 'passkey_not_made'])
  })
}

for (const [bent, because] of [
  ...bents,
  [{ signWith: makeAuthenticator() }, 'another key signed it'],
  [{ counter: 1 }, 'its counter has not moved: a copy of it was used'],
] as [Bent, string][]) {
  test(`the door stays shut: ${because}`, async () => {
    await using door = await openDoor()
    const phone = makeAuthenticator()
    await door.joined(`g${newId()}`, phone)
    const ask = door.browser()
    const { body: options } = await ask('POST', '/v1/door/passkey/options')
    const { status, body, cookies } = await ask('POST', '/v1/door/passkey', { response: phone.get(options.challenge, bent) })
    assert.deepEqual([status, body.code, cookies['tandem_session']], [401, 'passkey_refused', undefined])
  })
}

test('an unknown passkey, and rubbish', async () => {
  await using door = await openDoor()
  const ask = door.browser()
  const { body: options } = await ask('POST', '/v1/door/passkey/options')
  assert.equal(
    (await ask('POST', '/v1/door/passkey', { response: makeAuthenticator().get(options.challenge) })).body.code,
    'passkey_refused',
  )
  assert.equal((await ask('POST', '/v1/door/passkey', { response: { id: 'x' } })).body.code, 'invalid_request')

  const phone = makeAuthenticator()
  await door.joined('gus', phone)
  const { body: again } = await ask('POST', '/v1/door/passkey/options')
  const rubbish = phone.get(again.challenge)
  Object.assign(rubbish.response, { authenticatorData: 'AAAA', signature: '' })
  assert.equal((await ask('POST', '/v1/door/passkey', { response: rubbish })).body.code, 'passkey_refused')
})

test('an answer counts once, for five minutes, in the browser that asked', async () => {
  await using door = await openDoor()
  const phone = makeAuthenticator()
  await door.joined('hana', phone)
  const ask = door.browser()
  const options = async () => (await ask('POST', '/v1/door/passkey/options')).body
  const over = async (by: typeof ask, response: object) => {
    const { status, body } = await by('POST', '/v1/door/passkey', { response })
    assert.deepEqual([status, body?.code], [409, 'ceremony_over'])
  }

  await over(door.browser(), phone.get((await options()).challenge))
  const first = phone.get((await options()).challenge)
  assert.equal((await ask('POST', '/v1/door/passkey', { response: first })).status, 204)
  await over(ask, first)
  const late = await options()
  door.later(CEREMONY_MS)
  await over(ask, phone.get(late.challenge))
  await options()
  assert.equal((await fresh.owner('select from challenges where expires_at <= $1', [new Date('2026-11-21T12:05:00Z')])).length, 0)
})

test('a passkey is made by who began making it', async () => {
  await using door = await openDoor()
  const ida = await door.joined('ida', makeAuthenticator())
  const { body: options } = await ida('POST', '/v1/passkeys/options')
  const { cookies } = await ida('GET', '/v1/session')
  const thief = await door.joined('jon', makeAuthenticator())
  const stolen = await thief('GET', '/v1/session')
  stolen.cookies['tandem_ceremony'] = cookies['tandem_ceremony'] ?? ''
  const { body } = await thief('POST', '/v1/passkeys', { response: makeAuthenticator().create(options.challenge), label: 'x' })
  assert.equal(body.code, 'ceremony_over')
})

test('one passkey belongs to one person', async () => {
  await using door = await openDoor()
  const phone = makeAuthenticator()
  await door.joined('kim', phone)
  const other = await door.joined('lou', makeAuthenticator())
  const { body: options } = await other('POST', '/v1/passkeys/options')
  const { status, body } = await other('POST', '/v1/passkeys', { response: phone.create(options.challenge), label: 'x' })
  assert.deepEqual([status, body.code], [409, 'known_passkey'])
})

test('where browsers make no passkeys, the reason is said', async () => {
  await using plain = await openDoor('http://inbox.example.com')
  const headers = { origin: 'http://inbox.example.com' }
  assert.equal((await plain.browser()('POST', '/v1/door/passkey/options', undefined, headers)).body.code, 'no_passkeys_here')
  await using door = await openDoor()
  const byAddress = { origin: 'http://127.0.0.1:8080', host: '127.0.0.1:8080' }
  const { status, body } = await door.browser()('POST', '/v1/door/passkey/options', undefined, byAddress)
  assert.deepEqual([status, body.code, body.remedy], [409, 'passkeys_elsewhere', 'Open http://localhost:8080 and do it there.'])
})
