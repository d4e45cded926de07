import { wordsOf } from '#src/platform/db-errors.ts'

/** One call to somebody's server. */

export type Posted = { status: number | null; said: string; ms: number; askedMs: number }
export type Post = (url: string, body: string, headers: Record<string, string>, stop: AbortSignal) => Promise<Posted>

/** From the first packet to the last byte of the answer that we look at. */
const longestMs = 10_000
/** Of their answer, so much is kept. */
const keptChars = 500
const readBytes = 4_096

export const poster =
  (fetchGuarded: typeof fetch): Post =>
  async (url, body, headers, stop) => {
    const began = performance.now()
    const ms = () => Math.round(performance.now() - began)
    const late = AbortSignal.timeout(longestMs)
    try {
      const answer = await fetchGuarded(url, {
        method: 'POST',
        body,
        headers: { 'content-type': 'application/json', 'user-agent': 'Tandem-Webhooks/1', ...headers },
        signal: AbortSignal.any([late, stop]),
      })
      const said = await beginning(answer)
      return { status: answer.status, said, ms: ms(), askedMs: askedIn(answer.headers.get('retry-after')) }
    } catch (cause) {
      return { status: null, said: late.aborted ? `no answer within ${longestMs / 1000} s` : innermost(cause), ms: ms(), askedMs: 0 }
    }
  }

/** Their status counts even if the rest of the answer breaks off. */
async function beginning(answer: Response): Promise<string> {
  if (!answer.body) return ''
  const decoder = new TextDecoder()
  let text = ''
  try {
    let bytes = 0
    for await (const chunk of answer.body) {
      text += decoder.decode(chunk, { stream: true })
      bytes += chunk.length
      if (bytes >= readBytes) break // leaving the loop closes the connection
    }
  } catch {
    text += ' …'
  }
  return text.slice(0, keptChars)
}

/** `fetch failed` says nothing; what caused it does. */
function innermost(error: unknown): string {
  const cause = error instanceof Error && error.cause ? error.cause : error
  return wordsOf(cause).slice(0, keptChars)
}

/** Seconds, or a date, which is not asked of anybody's clock: then our own back-off holds. */
const askedIn = (retryAfter: string | null): number => (retryAfter && /^\d{1,6}$/.test(retryAfter) ? Number(retryAfter) * 1000 : 0)
