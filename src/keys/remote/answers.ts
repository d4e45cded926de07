import { z } from 'zod'
import type { Keys, Standing } from '../source.ts'

/** What a key server says, read strictly: null for anything else. It is described in docs/guides. */

/** A wrapped key of any server is shorter; a row of data_keys stays small. */
const WRAPPED_CHARS_MAX = 8_192

const keysAnswer = z.object({ keys: z.array(z.base64().min(1).max(WRAPPED_CHARS_MAX).nullable()) })
const standingAnswer = z.object({ standing: z.record(z.string(), z.enum(['ok', 'revoked', 'unknown'])) })

export function keysSaid(said: unknown, count: number): Keys | null {
  const answer = keysAnswer.safeParse(said)
  if (answer.data?.keys.length !== count) return null
  return { kind: 'keys', keys: answer.data.keys.map((it) => (it === null ? null : Buffer.from(it, 'base64'))) }
}

export function standingSaid(said: unknown, asked: number[]): Map<number, Standing> | null {
  const answer = standingAnswer.safeParse(said)
  if (!answer.success) return null
  return new Map(asked.map((id) => [id, standings[answer.data.standing[id] ?? 'unknown']]))
}

/** A server that never heard of a workspace may be the wrong server: that takes nothing away. */
const standings: Record<'ok' | 'revoked' | 'unknown', Standing> = {
  ok: { kind: 'ok' },
  revoked: { kind: 'revoked', why: 'the key server says so' },
  unknown: { kind: 'unavailable', why: 'the key server does not know this workspace' },
}
