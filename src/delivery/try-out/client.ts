import type { Channel, Tell } from '#src/channels/channel.ts'
import type { Kind } from '#src/routing/links/settings.ts'
import type { Trial } from '#src/routing/views.ts'

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
      return { ok: true, ms: 0, said: 'The settings are right. This channel keeps nothing open: send a message to try it.' }
    const began = performance.now()
    const troubles: string[] = []
    const { promise, resolve } = Promise.withResolvers<{ ok: boolean; said: string }>()
    const late = setTimeout(() => resolve({ ok: false, said: neither(troubles) }), longestMs)
    const connection = channel.connect(
      {
        ...{ id: 'trial', lines: [], settings, http: fetch },
        trouble: (cause) => troubles.push(cause instanceof Error ? cause.message : String(cause)),
        changed: (up, why) =>
          resolve(up ? { ok: true, said: 'It came up, and was closed again.' } : { ok: false, said: plainly(why ?? '') }),
      },
      again,
    )
    const { ok, said } = await promise
    clearTimeout(late)
    const ms = Math.round(performance.now() - began)
    await connection[Symbol.asyncDispose]()
    return { ok, ms, said }
  }

const neither = (troubles: readonly string[]) =>
  `Ten seconds went by and it is neither up nor refused${troubles.length > 0 ? `: ${troubles.join('; ')}` : ': the other side says nothing'}.`

/** What a socket says, for people. */
function plainly(why: string): string {
  const first = why.replace(/; trying again in \d+ s$/, '')
  const [, meaning] = meanings.find(([pattern]) => pattern.test(first)) ?? []
  return meaning ? `${meaning} (${first})` : `It did not come up: ${first || 'closed without a word'}.`
}

const meanings: [RegExp, string][] = [
  [/ECONNREFUSED/, 'Nothing listens there: check host and port.'],
  [/ENOTFOUND|EAI_AGAIN/, 'There is no machine of that name: check the host.'],
  [/EHOSTUNREACH|ENETUNREACH/, 'There is no way to that machine: check the host, or the VPN to the carrier.'],
  [/no connection within|ETIMEDOUT/, 'The machine does not answer: check host and port, and whether the carrier lets this address in.'],
  [/ECONNRESET|EPIPE|socket hang up/, 'The other side hung up at once: often it does not know this address, or speaks TLS on this port.'],
  [/wrong version number|SSL|packet length/i, 'The port does not speak TLS: switch TLS off, or use the port that does.'],
  [/certificate|self.signed|altnames/i, 'The certificate of the other side is not to be trusted.'],
  [/bad_length|bad_|garbage/, 'What listens there does not speak this protocol: check the port, and whether it wants TLS.'],
  [/refused the bind/, 'It is there, and refuses us: check system id and password, and how many sessions it allows.'],
]
