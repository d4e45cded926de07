/** What the browser keeps: a token, out of reach of scripts, sent to us alone. */

/** `ceremony` lives while a passkey is asked for. */
type What = 'session' | 'ceremony'

/** Over https the name itself makes browsers refuse it from neighbours (`__Host-`); plain http happens on this machine alone. */
export function cookieFor(what: What, publicUrl: string) {
  const secure = publicUrl.startsWith('https:')
  return { name: `${secure ? '__Host-' : ''}tandem_${what}`, options: { path: '/', httpOnly: true, sameSite: 'lax' as const, secure } }
}
