/** When a call that failed is made again, and when we give up. */

/** A server that is down a whole long weekend loses nothing. */
export const giveUpMs = 3 * 24 * 3_600_000
const firstMs = 5_000
const longestMs = 3_600_000

/**
 * Twice as long each time: 5 s, 10 s, 20 s … an hour; somewhere in its upper half, so that many webhooks of one broken server do not come
 * back at the same moment. What the other side asks for is waited, up to an hour.
 */
export function waitMs(attempts: number, random: number, askedMs = 0): number {
  const whole = Math.min(longestMs, firstMs * 2 ** Math.max(0, attempts - 1))
  return Math.max(Math.round(whole * (0.5 + random / 2)), Math.min(askedMs, longestMs))
}

export type Tried = { status: number | null; said: string; askedMs: number }
export type After = { kind: 'delivered' } | { kind: 'again'; at: Date; why: string } | { kind: 'paused'; why: string }

/** What a try means for the webhook. Only 2xx counts as taken; 410 says that nobody wants any more. */
export function after(tried: Tried, it: { attempts: number; failingSince: Date | null; now: Date; random: number }): After {
  const { status, said, askedMs } = tried
  if (status !== null && status >= 200 && status < 300) return { kind: 'delivered' }
  const why = inWords(status, said)
  if (status === 410) return { kind: 'paused', why: `${why} So it was paused at once.` }
  const since = it.failingSince ?? it.now
  if (it.now.getTime() - since.getTime() >= giveUpMs)
    return { kind: 'paused', why: `No call was taken for three days. The last time: ${why}` }
  return { kind: 'again', at: new Date(it.now.getTime() + waitMs(it.attempts, it.random, askedMs)), why }
}

function inWords(status: number | null, said: string): string {
  if (status === null) return `The call did not come through: ${said}.`
  if (status >= 300 && status < 400) return `It answered ${status}, a redirect, which is not followed: give the address it leads to.`
  if (status === 410) return 'It answered 410: nobody there wants these calls any more.'
  return `It answered ${status} instead of 2xx.`
}
