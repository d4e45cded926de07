import { createHmac } from 'node:crypto'

/** What proves to the other side that a call is ours. docs/guides/webhooks.md shows how it is verified. */

export type Secret = {
  secret: string
  /** Signed with until then; null: the one that counts. */
  until: string | null
}

export const signatureHeader = 'tandem-signature'
/** How long the secret before goes on signing too, so that the other side can change over without a gap. */
export const overlapMs = 24 * 3_600_000

/** `t=<unix seconds>,v1=<hex>[,v1=<hex with the secret before>]`: the HMAC-SHA256 of `t.body`, under the secret as it was shown. */
export function signature(body: string, secrets: readonly Secret[], at: Date): string {
  const t = Math.floor(at.getTime() / 1000)
  const signing = secrets.filter(({ until }) => until === null || new Date(until) > at)
  return [`t=${t}`, ...signing.map(({ secret }) => `v1=${createHmac('sha256', secret).update(`${t}.${body}`).digest('hex')}`)].join(',')
}

/** The newest first; the one before ends after a day, and whatever was before that, now. */
export function rotated(secrets: readonly Secret[], fresh: string, at: Date): Secret[] {
  const [last] = secrets
  const until = new Date(at.getTime() + overlapMs).toISOString()
  return [{ secret: fresh, until: null }, ...(last ? [{ secret: last.secret, until }] : [])]
}
