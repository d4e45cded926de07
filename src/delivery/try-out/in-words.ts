/**
 * What a socket or a carrier says of a link that is not up, for people: what it means and what to check. The socket's own words stay beside
 * the sentence, in brackets, because whoever asks the carrier needs them. Pure.
 */

/** Null: nobody knows better than what was said. */
export function meaningOf(why: string): string | null {
  const [, meaning] = meanings.find(([pattern]) => pattern.test(why)) ?? []
  return meaning ?? null
}

/** The sentence, with what was said in brackets, and at its end when it is tried again. */
export function inWords(why: string): string {
  const first = withoutRetry(why)
  const meaning = meaningOf(first)
  return meaning ? `${meaning} (${first})${why.slice(first.length)}` : why
}

/** Of such a sentence, what the socket said and when it is tried again. */
export const saidItself = (words: string): string => {
  const meaning = meaningOf(words)
  return meaning && words.startsWith(`${meaning} (`) ? words.slice(meaning.length + 2).replace(/\)(?=$|; next try at \S+$)/, '') : words
}

/** What was said, without when it is tried again: that stands elsewhere, and moves. */
export const withoutRetry = (why: string): string => why.replace(/; next try at \S+$/, '')

/** The first that fits. */
const meanings: [RegExp, string][] = [
  [/ECONNREFUSED/, 'Nothing listens there: check host and port.'],
  [/ENOTFOUND|EAI_AGAIN/, 'There is no machine of that name: check the host.'],
  [/EHOSTUNREACH|ENETUNREACH/, 'There is no way to that machine: check the host, or the VPN to the carrier.'],
  [/EACCES|EPERM/, 'This machine does not let Tandem out to there: look at its firewall.'],
  [/no TLS/, 'The carrier does not speak TLS on this port, or does not know this address: switch TLS off, or use the port that does.'],
  [/no connection within|ETIMEDOUT/, 'The machine does not answer: check host and port, and whether the carrier lets this address in.'],
  [/ECONNRESET|EPIPE|socket hang up/, 'The other side hung up at once: often it does not know this address, or speaks TLS on this port.'],
  [/wrong version number|packet length/i, 'The carrier does not speak TLS on this port: switch TLS off, or use the port that does.'],
  [/\balert\b/i, 'The carrier speaks TLS, and refused ours: ask it which versions it takes, and whether it wants a certificate of us.'],
  [
    /certificate has expired|CERT_HAS_EXPIRED/i,
    'The certificate of the carrier has expired: it must renew it. Check this machine’s clock as well.',
  ],
  [/altnames/i, 'The certificate of the carrier is for another name: enter the host as the carrier wrote it, by name and not by address.'],
  [
    /certificate|self.signed/i,
    'The certificate of the carrier is not one this machine trusts: ask for its authority’s, and start Tandem with NODE_EXTRA_CA_CERTS set to that file.',
  ],
  [/SSL|EPROTO/, 'No encrypted connection came about: check the port, and ask the carrier which versions of TLS it takes.'],
  [/bad_length|bad_|garbage/, 'What listens there does not speak this protocol: check the port, and whether it wants TLS.'],
  [/refused the bind/, 'It is there, and refuses us: check system id and password, and how many sessions it allows.'],
]
