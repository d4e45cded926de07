import { DbUnavailable, isConflict } from './db-errors.ts'
import { GroupFull } from './groups.ts'

/** A "no" over HTTP (RFC 9457): `code` is for programs and never changes, `title` and `remedy` are for people. */
export type ProblemBody = {
  type: string
  title: string
  status: number
  code: string
  detail?: string | undefined
  /** What to do about it: there is always something. */
  remedy: string
  /** What is wrong where, for a form to show. */
  fields?: Field[] | undefined
  requestId?: string
}
export type Field = { path: string; message: string }

/** Thrown by a route to answer with it. */
export class Problem extends Error {
  override name = 'Problem'
  readonly body: ProblemBody
  readonly headers: Record<string, string>

  constructor(
    status: number,
    code: string,
    title: string,
    more: { remedy: string; detail?: string | undefined; fields?: Field[] | undefined; headers?: Record<string, string> },
  ) {
    super(title)
    const { headers = {}, ...said } = more
    this.body = { type: 'about:blank', title, status, code, ...said }
    this.headers = headers
  }
}

/** Where a page was to go on from is no place: the first one again would be read for ever. */
export function noCursor(path: string): never {
  const message = 'is no `next` of a page'
  throw new Problem(400, 'invalid_request', 'The request is not right.', {
    detail: `query ${path}: ${message}`,
    remedy: `Give \`next\` of the page before as it was, or leave \`${path}\` out for the first.`,
    fields: [{ path, message }],
  })
}

/** Seconds, for whoever may come again. */
const SOON = { 'retry-after': '1' }

type FrameworkError = Error & {
  code?: string
  statusCode?: number
  validation?: { instancePath?: string; message?: string }[]
  validationContext?: string
}

/** What a caller hears of an error. Of a bug of ours, nothing but that it is one. */
export function problemOf(error: unknown): Problem {
  if (error instanceof Problem) return error
  if (error instanceof DbUnavailable) {
    return new Problem(503, 'database_unavailable', 'The database does not answer.', { remedy: 'Try again shortly.', headers: SOON })
  }
  if (error instanceof GroupFull)
    return new Problem(503, 'busy', 'More is waiting than can be done.', { remedy: 'Slow down and try again.', headers: SOON })
  if (isConflict(error)) return new Problem(503, 'conflict', 'Others were changing the same.', { remedy: 'Try again.', headers: SOON })
  return error instanceof Error ? ofFramework(error) : bug()
}

function ofFramework(error: FrameworkError): Problem {
  if (error.validation) {
    const where = error.validationContext === 'querystring' ? 'query' : error.validationContext
    const fields = error.validation.map(({ instancePath = '', message = 'is not right' }) => ({
      path: instancePath.slice(1).replaceAll('/', '.'),
      message,
    }))
    const detail = fields
      .map(({ path, message }) => `${(where === 'body' && path) || [where, path].filter(Boolean).join(' ')}: ${message}`)
      .join('; ')
    return new Problem(400, 'invalid_request', 'The request is not right.', { detail, remedy: 'Correct it and send it again.', fields })
  }
  const known = byCode[error.code ?? '']
  if (known) return known()
  const status = error.statusCode ?? 500
  return status >= 400 && status < 500
    ? new Problem(status, `http_${status}`, error.message, { remedy: 'Look at what your client sends.' })
    : bug()
}

const bug = (): Problem =>
  new Problem(500, 'internal', 'Something went wrong in Tandem.', { remedy: 'Try again; if it stays, tell the operator the request id.' })

const byCode: Record<string, () => Problem> = {
  FST_ERR_BAD_URL: () => new Problem(400, 'bad_address', 'The address is not percent-encoded UTF-8.', { remedy: 'Encode its parts.' }),
  FST_ERR_MAX_PARAM_LENGTH: () =>
    new Problem(414, 'address_too_long', 'A part of the address is too long.', { remedy: 'Look at the id in it.' }),
  FST_ERR_CTP_BODY_TOO_LARGE: () => new Problem(413, 'too_large', 'The request is too large.', { remedy: 'Send it in parts.' }),
  FST_ERR_CTP_INVALID_MEDIA_TYPE: () =>
    new Problem(415, 'unsupported_media_type', 'This kind of content is not understood here.', { remedy: 'Send application/json.' }),
  FST_ERR_CTP_INVALID_JSON_BODY: () =>
    new Problem(400, 'invalid_json', 'The body is not valid JSON.', {
      remedy: 'Look for a missing quote or bracket, or a comma too many.',
    }),
}
