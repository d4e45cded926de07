import { problem } from '#src/message/views.ts'
import { codeOf } from '#src/platform/cannot-start.ts'
import { readConfig } from '../config.ts'
import { inboxUrl } from './inbox-url.ts'
import { NotPossible, NotReachable, NotRight } from './not-possible.ts'

/** The running server, spoken to as any program does: over HTTP with a key. */
export type Api = {
  get(path: string): Promise<unknown>
  post(path: string, body: object, headers?: Record<string, string>): Promise<unknown>
}

export type Reaching = { url?: string; key?: string }

/** Longer than the longest poll. */
const answerMs = 60_000

export function openApi(given: Reaching): Api {
  const url = (given.url ?? process.env['TANDEM_URL'] ?? inboxUrl(readConfig())).replace(/\/$/, '')
  const key = given.key ?? process.env['TANDEM_KEY']
  if (!key) throw new NotRight('A key is needed: set TANDEM_KEY, or give --key. tandem key create makes one.')
  if (!URL.canParse(url)) throw new NotRight(`"${url}" is no URL: TANDEM_URL must be like https://inbox.example.com.`)

  const ask = async (path: string, init: RequestInit): Promise<unknown> => {
    const headers = { authorization: `Bearer ${key}`, ...init.headers }
    const response = await fetch(`${url}${path}`, { ...init, headers, signal: AbortSignal.timeout(answerMs) }).catch((cause: unknown) => {
      throw new NotReachable(`No Tandem answers at ${url} (${whyNot(cause)}): start it, or set TANDEM_URL to where it is.`, { cause })
    })
    const said: unknown = await response.json().catch(() => null)
    if (response.ok) return said
    throw new NotPossible(inWords(said, response.status))
  }
  return {
    get: (path) => ask(path, {}),
    post: (path, body, headers) =>
      ask(path, { method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json', ...headers } }),
  }
}

/** fetch says "fetch failed", and why one below. */
function whyNot(cause: unknown): string {
  const below = cause instanceof Error ? (cause.cause ?? cause) : cause
  return codeOf(below) ?? (below instanceof Error ? below.message : String(below))
}

function inWords(said: unknown, status: number): string {
  const { success, data } = problem.safeParse(said)
  if (!success) return `What answers there is no Tandem, or a proxy is in between: it said ${status}.`
  return [data.title, data.detail, data.remedy].filter(Boolean).join(' ')
}
