/** What a socket or a carrier says of a link that is not up, for people: what it means and what to check. Null: nobody knows better. Pure. */
export function meaningOf(why: string): string | null {
  const [, meaning] = meanings.find(([pattern]) => pattern.test(why)) ?? []
  return meaning ?? null
}

/** What was said, without when it is tried again: that stands elsewhere, and moves. */
export const withoutRetry = (why: string): string => why.replace(/; trying again in \d+ s$/, '')

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
