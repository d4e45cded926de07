import { createHash } from 'node:crypto'

/** Sessions, one-time links and ceremonies are known by a token that only its holder has: 256 random bits. */
export const TOKEN_BYTES = 32

/** What the database keeps of it, so that whoever reads the database cannot come in. No salt: the token is random enough by itself. */
export const tokenHash = (token: string): Buffer => createHash('sha256').update(token).digest()
