import { randomBytes } from 'node:crypto'
import type { Db } from '#src/platform/db.ts'
import { TOKEN_BYTES, tokenHash } from '../token.ts'

/** People's passkeys, and the ceremonies under way. */

export const CEREMONY_MS = 5 * 60_000

/** The browser keeps the token, so only where a ceremony began can it end. Those nobody finished are cleared away here. */
export async function beginCeremony(db: Db, challenge: string, personId: string | null, now: Date): Promise<string> {
  const token = randomBytes(TOKEN_BYTES).toString('base64url')
  await db.spine(async (tx) => {
    await tx.query('delete from challenges where expires_at <= $1', [now])
    await tx.query('insert into challenges (token_hash, challenge, person_id, expires_at) values ($1, $2, $3, $4)', [
      tokenHash(token),
      challenge,
      personId,
      new Date(now.getTime() + CEREMONY_MS),
    ])
  })
  return token
}

/** The challenge, once: right or wrong, the answer to it cannot be tried again. */
export async function endCeremony(db: Db, token: string, personId: string | null, now: Date): Promise<string | null> {
  const rows = await db.spine((tx) =>
    tx.query<{ challenge: string }>(
      'delete from challenges where token_hash = $1 and person_id is not distinct from $2 and expires_at > $3 returning challenge',
      [tokenHash(token), personId, now],
    ),
  )
  return rows[0]?.challenge ?? null
}

export type Passkey = { credentialId: string; personId: string; publicKey: Buffer; counter: number; transports: string[] }

const columns = 'credential_id as "credentialId", person_id as "personId", public_key as "publicKey", counter, transports'

export async function passkeysOf(db: Db, personId: string): Promise<Passkey[]> {
  return db.spineRead<Passkey>(`select ${columns} from passkeys where person_id = $1`, [personId])
}

export async function findPasskey(db: Db, credentialId: string): Promise<Passkey | null> {
  const rows = await db.spineRead<Passkey>(`select ${columns} from passkeys where credential_id = $1`, [credentialId])
  return rows[0] ?? null
}

/** False if it is known already, as somebody's. */
export async function addPasskey(db: Db, it: Passkey & { label: string }, now: Date): Promise<boolean> {
  const made = await db.spine((tx) =>
    tx.query(
      `insert into passkeys (credential_id, person_id, public_key, counter, transports, label, made_at) values ($1, $2, $3, $4, $5, $6, $7)
       on conflict (credential_id) do nothing returning credential_id`,
      [it.credentialId, it.personId, it.publicKey, it.counter, it.transports, it.label, now],
    ),
  )
  return made.length === 1
}

/** False if its counter moved meanwhile: the same answer came twice, or from two copies of one passkey. Most passkeys count nothing. */
export async function markUsed(db: Db, { credentialId, counter }: Passkey, next: number, now: Date): Promise<boolean> {
  const used = await db.spine((tx) =>
    tx.query('update passkeys set counter = $3, used_at = $4 where credential_id = $1 and counter = $2 returning credential_id', [
      credentialId,
      counter,
      next,
      now,
    ]),
  )
  return used.length === 1
}
