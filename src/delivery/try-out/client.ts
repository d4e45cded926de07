import type { Channel, Tell } from '#src/channels/channel.ts'
import type { Kind } from '#src/routing/links/settings.ts'
import type { Trial } from '#src/routing/views.ts'
import { meaningOf, withoutRetry } from './in-words.ts'

/** A link opened beside whatever is open, only to see what happens. */

/** Longer than a carrier takes to answer a bind, shorter than a person waits. */
const longestMs = 10_000

/** What the other side brings meanwhile is not taken: it brings it again. */
const again: Tell = async (happenings) => happenings.map(() => 'again')

export const tryOut =
  (channels: readonly Channel<unknown>[]) =>
  async (kind: Kind, settings: unknown): Promise<Trial> => {
    const channel = channels.find(({ name }) => name === kind.name)
    if (!channel || !('connect' in channel))
      return { ok: true, ms: 0, steps: [], said: 'The settings are right. This channel keeps nothing open: send a message to try it.' }
    const began = performance.now()
    const troubles: string[] = []
    const steps: string[] = []
    const { promise, resolve } = Promise.withResolvers<{ ok: boolean; said: string }>()
    const late = setTimeout(() => resolve({ ok: false, said: neither(troubles) }), longestMs)
    const connection = channel.connect(
      {
        ...{ id: 'trial', lines: [], settings, http: fetch },
        trouble: (cause) => troubles.push(cause instanceof Error ? cause.message : String(cause)),
        step: (said) => steps.push(said),
        changed: (up, why) =>
          resolve(up ? { ok: true, said: 'It came up, and was closed again.' } : { ok: false, said: plainly(why ?? '') }),
      },
      again,
    )
    const { ok, said } = await promise
    clearTimeout(late)
    const ms = Math.round(performance.now() - began)
    await connection[Symbol.asyncDispose]()
    return { ok, ms, steps, said }
  }

const neither = (troubles: readonly string[]) =>
  `Ten seconds went by and it is neither up nor refused${troubles.length > 0 ? `: ${troubles.join('; ')}` : ': the other side says nothing'}.`

/** What a socket says, for people. */
function plainly(why: string): string {
  const first = withoutRetry(why)
  const meaning = meaningOf(first)
  return meaning ? `${meaning} (${first})` : `It did not come up: ${first || 'closed without a word'}.`
}
