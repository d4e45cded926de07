import { Pool } from 'undici'
import { CannotStart, codeOf } from '#src/platform/cannot-start.ts'
import type { DayKey, KeySource, Keys, Refused, Standing } from '../source.ts'
import { keysSaid, standingSaid } from './answers.ts'

/** The key source a business runs itself: an HTTPS server that holds its keys and answers for them. It is described in docs/guides. */

/** A question about standing is asked every second, and a revoked key must be gone within five. */
const STANDING_MS = 1_500
/** What unwraps may be a hardware module; beyond this it is unavailable. */
const ANSWER_MS = 5_000
/** Further questions wait for one of these, within ANSWER_MS. */
const CONNECTIONS = 16
/** An answer beyond this is cut off, and counts as none. */
const ANSWER_BYTES = 1_048_576
/** Workspaces in one question about standing; more are asked about in several at once. */
const STANDING_EACH = 1_000

export type KeyServer = { url: string; token: string; tls?: { ca?: string; cert?: string; key?: string } }

export function openKeyServer({ url, token, tls = {} }: KeyServer): KeySource {
  const base = mustBePrivate(url)
  const poolOf = (connections: number, ms: number) =>
    new Pool(base.origin, {
      connections,
      connect: { timeout: ms, ...tls },
      headersTimeout: ms,
      bodyTimeout: ms,
      maxResponseSize: ANSWER_BYTES,
    })
  const busy = poolOf(CONNECTIONS, ANSWER_MS)
  // Of its own, so that a revocation is heard however many keys are being unwrapped.
  const quick = poolOf(1, STANDING_MS)

  const ask = async <T>(pool: Pool, ms: number, method: 'POST' | 'PUT', path: string, body: object, read: (said: unknown) => T | null) => {
    try {
      const answer = await pool.request({
        method,
        path: base.pathname.replace(/\/$/, '') + path,
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        body: JSON.stringify(body),
        signal: AbortSignal.timeout(ms),
      })
      const text = await answer.body.text()
      return refusalIn(answer.statusCode) ?? read(JSON.parse(text)) ?? unclear
    } catch (error) {
      return silence(error)
    }
  }
  const turn = (what: 'wrap' | 'unwrap', workspaceId: number, keys: DayKey[]): Promise<Keys | Refused> =>
    ask(busy, ANSWER_MS, 'POST', `/v1/keys/${workspaceId}/${what}`, { keys: keys.map(inWords) }, (said) => keysSaid(said, keys.length))
  const standing = async (some: number[]): Promise<(readonly [number, Standing])[]> => {
    const answer = await ask(quick, STANDING_MS, 'POST', '/v1/standing', { workspaces: some }, (said) => standingSaid(said, some))
    return some.map((id) => [id, answer instanceof Map ? (answer.get(id) ?? unclear) : answer])
  }

  return {
    name: `the key server at ${base.host}`,
    begin: (workspaceId) => ask(busy, ANSWER_MS, 'PUT', `/v1/keys/${workspaceId}`, {}, (): Standing => ({ kind: 'ok' })),
    wrap: (workspaceId, keys) => turn('wrap', workspaceId, keys),
    unwrap: (workspaceId, keys) => turn('unwrap', workspaceId, keys),
    standing: async (ids) => new Map((await Promise.all(inChunks(ids, STANDING_EACH).map(standing))).flat()),
    [Symbol.asyncDispose]: async () => void (await Promise.all([busy.destroy(), quick.destroy()])),
  }
}

/** The token and every data key go over this: only where nobody listens. */
function mustBePrivate(url: string): URL {
  const base = URL.canParse(url) ? new URL(url) : null
  const loopback = base !== null && /^(localhost|127(\.\d+){3}|\[::1\])$/.test(base.hostname)
  if (base?.protocol === 'https:' || (base?.protocol === 'http:' && loopback)) return base
  throw new CannotStart(`The key server must be reached by https, or by http on this machine: ${url}`)
}

const inWords = ({ day, bytes }: DayKey) => ({ day, key: bytes.toString('base64') })

/** Only 403 and 410 take a key away. All else may be a mistake on the way, and keys at hand may stay a while. */
function refusalIn(status: number): Refused | null {
  if (status === 200 || status === 201) return null
  if (status === 403 || status === 410) return { kind: 'revoked', why: `the key server answered ${status}` }
  return { kind: 'unavailable', why: `the key server answered ${status}` }
}

const unclear: Refused = { kind: 'unavailable', why: 'the key server answered what is not documented' }

function silence(error: unknown): Refused {
  if (error instanceof SyntaxError) return unclear
  const named = error instanceof Error ? (codeOf(error) ?? error.name) : 'Error'
  // The network's failures have a code, a deadline passed its own name; what has neither is a mistake of ours.
  if (['Error', 'TypeError', 'RangeError'].includes(named)) throw error
  return { kind: 'unavailable', why: `the key server does not answer (${named})` }
}

const inChunks = (ids: number[], size: number): number[][] =>
  Array.from({ length: Math.ceil(ids.length / size) }, (_, i) => ids.slice(i * size, (i + 1) * size))
