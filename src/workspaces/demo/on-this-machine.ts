/** Whether whoever asks sits at this machine: the one-click door opens to nobody else. */
export type Caller = {
  /** The other end of the socket itself, not what a header says. */
  remoteAddress: string | undefined
  headers: { [name: string]: string | string[] | undefined }
}

/** A tunnel or proxy on this machine speaks for people elsewhere, and leaves one of these. */
const forwarding = ['forwarded', 'via', 'x-forwarded-for', 'x-forwarded-host', 'x-real-ip']

/**
 * The name in the address bar must be this machine's too: a stranger's page can have its own name lead to 127.0.0.1 and would then count as
 * ours (DNS rebinding).
 */
export function isOnThisMachine({ remoteAddress = '', headers }: Caller): boolean {
  if (forwarding.some((name) => headers[name] !== undefined)) return false
  return isLoopback(remoteAddress) && isOwnName(String(headers['host'] ?? ''))
}

const isLoopback = (address: string): boolean => /^(::ffff:)?127(\.\d{1,3}){3}$|^::1$/.test(address)

const isOwnName = (host: string): boolean => /^(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d{1,5})?$/i.test(host)
