import {
  type AuthenticationResponseJSON,
  generateAuthenticationOptions,
  generateRegistrationOptions,
  type RegistrationResponseJSON,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { z } from 'zod'
import { Problem } from '#src/platform/problem.ts'
import type { Limits } from '../limits/routes.ts'
import { cookieFor } from '../sessions/cookie.ts'
import { type Door, enter } from '../sessions/routes.ts'
import { homeOf } from '../store.ts'
import { newPasskey, passkeyEntry } from '../views.ts'
import { type RelyingParty, relyingParty } from './relying-party.ts'
import { addPasskey, beginCeremony, CEREMONY_MS, endCeremony, findPasskey, markUsed, passkeysOf } from './store.ts'

/** Passkeys: made by whoever is signed in, and a way to sign in that needs no name. */

/** Ed25519, ES256 and RS256, as WebAuthn L3 §5.4 recommends (`pubKeyCredParams`): every passkey there is knows one of them. */
const algorithms = [-8, -7, -257]
/** Beyond it 409: more than anybody has devices. */
const MOST_PASSKEYS = 20

export function registerPasskeys(door: FastifyInstance, deps: Door, limits: Limits): void {
  const { db, now, memberOf } = deps

  door.post('/v1/door/passkey/options', async (request, reply) => {
    await limits.byAddress(request)
    const { id } = partyFor(deps, request)
    const options = await generateAuthenticationOptions({ rpID: id, userVerification: 'required', timeout: CEREMONY_MS })
    await begin(deps, reply, options.challenge, null)
    return options
  })

  door.post<{ Body: z.infer<typeof passkeyEntry> }>('/v1/door/passkey', { schema: { body: passkeyEntry } }, async (request, reply) => {
    await limits.byAddress(request)
    const party = partyFor(deps, request)
    const challenge = await end(deps, request, reply, null)
    const passkey = await findPasskey(db, request.body.response.id)
    if (!passkey) throw unknown()
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response: request.body.response as unknown as AuthenticationResponseJSON, // as: its own checks follow, on every field
      ...expected(party, challenge),
      credential: { ...passkey, id: passkey.credentialId, publicKey: new Uint8Array(passkey.publicKey) },
    }).catch(refused(request, unknown))
    if (!verified) throw unknown()
    if (!(await markUsed(db, passkey, authenticationInfo.newCounter, now()))) throw unknown()
    const home = await homeOf(db, passkey.personId, { demo: deps.demo.enabled })
    if (!home) throw unknown()
    await enter(deps, request, reply, { personId: passkey.personId, ...home })
    return reply.code(204).send()
  })

  door.post('/v1/passkeys/options', async (request, reply) => {
    const { personId, name, email } = await memberOf(request)
    const { id } = partyFor(deps, request)
    const theirs = await passkeysOf(db, personId)
    if (theirs.length >= MOST_PASSKEYS)
      throw new Problem(409, 'too_many_passkeys', `You have ${MOST_PASSKEYS} passkeys already.`, { remedy: 'Sign in with one of them.' })
    const options = await generateRegistrationOptions({
      rpName: 'Tandem',
      rpID: id,
      userID: new TextEncoder().encode(personId),
      userName: email,
      userDisplayName: name,
      timeout: CEREMONY_MS,
      attestationType: 'none',
      supportedAlgorithmIDs: algorithms,
      excludeCredentials: theirs.map((it) => ({ id: it.credentialId, transports: it.transports })),
      authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    })
    await begin(deps, reply, options.challenge, personId)
    return options
  })

  door.post<{ Body: z.infer<typeof newPasskey> }>('/v1/passkeys', { schema: { body: newPasskey } }, async (request, reply) => {
    const { personId } = await memberOf(request)
    const party = partyFor(deps, request)
    const challenge = await end(deps, request, reply, personId)
    const { verified, registrationInfo } = await verifyRegistrationResponse({
      response: request.body.response as unknown as RegistrationResponseJSON, // as: its own checks follow, on every field
      ...expected(party, challenge),
      supportedAlgorithmIDs: algorithms,
    }).catch(refused(request, notMade))
    if (!verified) throw notMade()
    const { id, publicKey, counter, transports = [] } = registrationInfo.credential
    const passkey = { credentialId: id, personId, publicKey: Buffer.from(publicKey), counter, transports, label: request.body.label }
    if (!(await addPasskey(db, passkey, now())))
      throw new Problem(409, 'known_passkey', 'This passkey is known already.', { remedy: 'Sign in with it, or make another.' })
    return reply.code(204).send()
  })
}

/** A passkey alone lets in, so the device must have made sure whose hand it is in. */
const expected = ({ id, origin }: RelyingParty, challenge: string) => ({
  expectedChallenge: challenge,
  expectedOrigin: origin,
  expectedRPID: id,
  requireUserVerification: true,
})

function partyFor({ publicUrl }: Door, { headers }: FastifyRequest): RelyingParty {
  const party = relyingParty(publicUrl())
  if (!party) {
    throw new Problem(409, 'no_passkeys_here', 'Browsers make passkeys only for a name, and over https.', {
      remedy: 'Sign in with a password, or have PUBLIC_URL set to an https address with a name.',
    })
  }
  if (headers.origin === undefined || headers.origin === party.origin) return party
  throw new Problem(409, 'passkeys_elsewhere', 'Passkeys belong to one address, and this page is at another.', {
    remedy: `Open ${party.origin} and do it there.`,
  })
}

async function begin({ db, now, publicUrl }: Door, reply: FastifyReply, challenge: string, personId: string | null): Promise<void> {
  const token = await beginCeremony(db, challenge, personId, now())
  const { name, options } = cookieFor('ceremony', publicUrl())
  reply.header('cache-control', 'no-store').setCookie(name, token, { ...options, maxAge: CEREMONY_MS / 1000 })
}

async function end({ db, now, publicUrl }: Door, request: FastifyRequest, reply: FastifyReply, personId: string | null): Promise<string> {
  const { name, options } = cookieFor('ceremony', publicUrl())
  const token = request.cookies[name]
  reply.clearCookie(name, options)
  const challenge = token === undefined ? null : await endCeremony(db, token, personId, now())
  if (challenge === null) throw new Problem(409, 'ceremony_over', 'It took too long, or was done already.', { remedy: 'Try again.' })
  return challenge
}

/** What the library throws is what was wrong with the answer; nobody outside needs to know which. */
const refused =
  (request: FastifyRequest, problem: () => Problem) =>
  (error: unknown): never => {
    request.log.info({ requestId: request.id, why: error instanceof Error ? error.message : 'unknown' }, 'a passkey was refused')
    throw problem()
  }

const unknown = (): Problem =>
  new Problem(401, 'passkey_refused', 'This passkey does not open this door.', { remedy: 'Use another one, or your password.' })

const notMade = (): Problem =>
  new Problem(400, 'passkey_not_made', 'What your browser sent is not a passkey for here.', { remedy: 'Try again.' })
