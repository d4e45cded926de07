import { existsSync, readFileSync } from 'node:fs'
import { Encrypter, identityToRecipient } from 'age-encryption'
import { codeOf } from '#src/platform/cannot-start.ts'
import { NotPossible, NotRight } from '../not-possible.ts'

/** The recovery key: its public half seals backups on the server, its secret half, kept elsewhere, opens them. Both as the age program has them. */

const publicForm = /\bage1[\da-z]{20,2000}\b/
const secretForm = /^AGE-SECRET-KEY-[\dA-Z-]{20,2000}$/m

/** A public key as it is, or the file that `recovery new` or age-keygen wrote. */
export async function recipientIn(given: string): Promise<string> {
  if (publicForm.exec(given)?.[0] === given) return wellFormed(given)
  if (!existsSync(given))
    throw new NotRight(`${given} is neither an age1… recipient nor a file: give the public key that tandem recovery new made, or its file.`)
  const text = read(given)
  const found = publicForm.exec(text)?.[0]
  const secret = secretForm.exec(text)?.[0]
  if (secret) console.error('Warning: this file has the secret half too. Keep it away from this machine, and give the public key here.')
  if (found) return wellFormed(found)
  if (secret) return recipientOf(secret)
  throw new NotRight(
    `${given} is no recovery key: it must be a public key that begins with age1, or a file with one. tandem recovery new makes one.`,
  )
}

/** The secret half, from its file. */
export function identityIn(path: string): string {
  const found = secretForm.exec(read(path))?.[0]
  if (found) return found
  throw new NotRight(`${path} has no secret key in it: a line of it must begin with AGE-SECRET-KEY-.`)
}

export async function recipientOf(identity: string): Promise<string> {
  try {
    return await identityToRecipient(identity)
  } catch (cause) {
    throw new NotRight('The secret key in that file is damaged: a letter of it is not as it was.', { cause })
  }
}

/** Its last letters are a checksum of the others. */
function wellFormed(recipient: string): string {
  try {
    new Encrypter().addRecipient(recipient)
    return recipient
  } catch (cause) {
    throw new NotRight(`${recipient} is not a whole public key: copy it again.`, { cause })
  }
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch (cause) {
    throw new NotPossible(`${path} cannot be read (${codeOf(cause)}).`, { cause })
  }
}
