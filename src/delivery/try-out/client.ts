import type { Channel, Tell } from '#src/channels/channel.ts'
import type { Kind } from '#src/routing/links/settings.ts'
import type { Trial } from '#src/routing/views.ts'
import { inWords, meaningOf, withoutRetry } from './in-words.ts'

/** A link opened beside whatever is open, only to see what happens. */

/** Longer than a carrier takes to answer a bind, shorter than a person waits. */
const longestMs = 10_000
/** Of that, so long at most for an answer to whether it lives, and so long at least. */
const aliveWithinMs = 4_000
const aliveAtLeastMs = 500

/** What the other side brings meanwhile is not taken: it brings it again. */
const again: Tell = async (happenings) => happenings.map(() => 'again')

export const tryOut =
  (channels: readonly Channel<unknown>[], mostAliveMs = aliveWithinMs) =>
  async (kind: Kind, settings: unknown): Promise<Trial> => {
    const channel = channels.find(({ name }) => name === kind.name)
    const advice = (ms: number | null) => channel?.advice?.(settings, ms) ?? []
    if (!channel || !('connect' in channel)) {
      const said = 'The settings are right. This channel keeps nothing open: send a message to try it.'
      return { ok: true, up: null, aliveMs: null, ms: 0, steps: [], said, advice: advice(null) }
    }
    const began = performance.now()
    const troubles: string[] = []
    const steps: string[] = []
    const { promise, resolve } = Promise.withResolvers<{ up: boolean; said: string }>()
    const late = setTimeout(() => resolve({ up: false, said: neither(troubles) }), longestMs)
    const connection = channel.connect(
      {
        ...{ id: 'trial', lines: [], settings, http: fetch },
        trouble: (cause) => troubles.push(cause instanceof Error ? cause.message : String(cause)),
        step: (said) => steps.push(said),
        changed: (up, why) =>
          resolve(up ? { up: true, said: 'It came up, and was closed again.' } : { up: false, said: plainly(why ?? '') }),
      },
      again,
    )
    const { up, said } = await promise
    clearTimeout(late)
    const alive = up && connection.alive ? await within(restOf(began, mostAliveMs), connection.alive()) : null
    const ms = Math.round(performance.now() - began)
    await connection[Symbol.asyncDispose]()
    const aliveMs = alive === null ? null : Math.round(alive)
    if (aliveMs !== null)
      steps.push(`It was asked whether it lives, and said so within ${aliveMs === 0 ? 'a millisecond' : `${aliveMs} ms`}.`)
    const isDumb = up && connection.alive !== undefined && aliveMs === null
    return { ok: up && !isDumb, up, aliveMs, ms, steps, said: isDumb ? dumb : said, advice: advice(aliveMs) }
  }

const dumb = `It came up, and did not answer when it was asked whether it lives (enquire_link): a quiet session of it would be dropped as dead.`

const restOf = (began: number, mostMs: number): number =>
  Math.min(mostMs, Math.max(aliveAtLeastMs, longestMs - (performance.now() - began)))

/** Null: no answer in time. */
async function within(ms: number, answer: Promise<number | null>): Promise<number | null> {
  const { promise, resolve } = Promise.withResolvers<null>()
  const late = setTimeout(() => resolve(null), ms)
  try {
    return await Promise.race([answer, promise])
  } finally {
    clearTimeout(late)
  }
}

const neither = (troubles: readonly string[]) =>
  `Ten seconds went by and it is neither up nor refused${troubles.length > 0 ? `: ${troubles.join('; ')}` : ': the other side says nothing'}.`

/** What a socket says, for people. */
function plainly(why: string): string {
  const first = withoutRetry(why)
  return meaningOf(first) ? inWords(first) : `It did not come up: ${first || 'closed without a word'}.`
}
