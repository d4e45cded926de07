/** For whom a passkey is made: the name in the address bar, which it is bound to for ever. */
export type RelyingParty = { id: string; origin: string }

/** Null where browsers make none: at an IP address, or without https. This machine's own addresses have a name, and are trusted without. */
export function relyingParty(publicUrl: string): RelyingParty | null {
  const { protocol, hostname, origin, port } = new URL(publicUrl)
  // spec: WebAuthn L3 §5.1.3: the effective domain must be a valid domain, which an IP address is not
  if (/^(localhost|127(\.\d{1,3}){3}|\[::1\])$/.test(hostname))
    return { id: 'localhost', origin: `${protocol}//localhost${port && `:${port}`}` }
  if (protocol !== 'https:' || /^\[|^[\d.]+$/.test(hostname)) return null
  return { id: hostname, origin }
}
