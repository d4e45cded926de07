import type { Problem } from '#src/message/views.ts'
import { client } from '../../client/client.generated.ts'

/** The server said no, in words made to be shown. */
export class Refused extends Error {
  readonly problem: Problem
  constructor(problem: Problem) {
    super(problem.detail ?? problem.title)
    this.problem = problem
  }
}

/** Nobody answered: the network is gone, or the server is. */
export class Unreachable extends Error {
  constructor(cause: unknown) {
    super('Tandem cannot be reached.', { cause })
  }
}

type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE'

/** Longer than any answer should take; beyond it the request counts as unanswered. */
const PATIENCE_MS = 30_000

/** The client made from docs/openapi.json, for the server this page came from: it fails as `request` does. */
export function setUpClient(): void {
  client.setConfig({ baseUrl: '', fetch: (it) => reached(it, {}) })
  client.interceptors.error.use((error, answer) => {
    if (!answer || error instanceof Unreachable) return error
    return answer.ok ? new Unreachable(error) : new Refused(isProblem(error) ? error : unnamed(answer.status))
  })
}

/** What is not in docs/openapi.json: the door, and what only this app asks. */
export async function request<T>(method: Method, path: string, body?: unknown): Promise<T> {
  const answer = await ask(method, path, body)
  if (answer.status === 204) return undefined as T // as: routes that answer 204 are asked for as request<void>
  const json: unknown = await answer.json().catch((cause: unknown) => {
    throw answer.ok ? new Unreachable(cause) : new Refused(unnamed(answer.status))
  })
  if (!answer.ok) throw new Refused(isProblem(json) ? json : unnamed(answer.status))
  return json as T // as: the contract is src/**/views.ts; checked against it in the browser tests
}

async function ask(method: Method, path: string, body: unknown): Promise<Response> {
  const init: RequestInit = { method, headers: { accept: 'application/json' } }
  if (body !== undefined) {
    init.headers = { accept: 'application/json', 'content-type': 'application/json' }
    init.body = JSON.stringify(body)
  }
  return reached(path, init)
}

async function reached(what: RequestInfo | URL, init: RequestInit): Promise<Response> {
  try {
    return await fetch(what, { ...init, signal: AbortSignal.timeout(PATIENCE_MS) })
  } catch (cause) {
    throw new Unreachable(cause)
  }
}

const isProblem = (json: unknown): json is Problem => typeof json === 'object' && json !== null && 'code' in json && 'title' in json

const unnamed = (status: number): Problem => ({
  type: 'about:blank',
  title: status >= 500 ? 'The server could not answer.' : 'The server did not accept this.',
  status,
  code: `http_${status}`,
  remedy: 'Try again in a moment.',
})

export const isRefusal = (error: unknown, status: number): error is Refused => error instanceof Refused && error.problem.status === status

/** What a person reads when something went wrong. */
export const plainly = (error: unknown): string => {
  if (error instanceof Refused) return [error.problem.detail ?? error.problem.title, error.problem.remedy].filter(Boolean).join(' ')
  return error instanceof Unreachable ? 'Tandem cannot be reached. Check your connection.' : 'Something went wrong in this page.'
}

/** Worth trying again by itself: nobody answered, or the server is not well or busy. */
export const isPassing = (error: unknown): boolean =>
  error instanceof Unreachable ||
  (error instanceof Refused && (error.problem.status >= 500 || [408, 425, 429].includes(error.problem.status)))
