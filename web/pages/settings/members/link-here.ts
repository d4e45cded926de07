/**
 * A server that was never told how people reach it (PUBLIC_URL) names itself. Whoever looks at this page knows better: they have just reached
 * it. `here` is where they are.
 */
export function linkHere(link: string, here: string): string {
  const { hostname, pathname } = new URL(link)
  return isThisMachine(hostname) && !staysHere(here) ? new URL(pathname, here).href : link
}

/** Nobody comes in by it from elsewhere. */
export const staysHere = (link: string): boolean => isThisMachine(new URL(link).hostname)

const isThisMachine = (hostname: string): boolean => /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/.test(hostname)
