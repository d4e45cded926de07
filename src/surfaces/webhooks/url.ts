/** Why an address cannot be a webhook; null if it can. What its name leads to is found out at each call. */
export function urlTrouble(given: string, { allowPrivate, isAddress, isPublic }: UrlRules): string | null {
  const url = URL.parse(given)
  if (!url) return 'is no URL'
  if (url.protocol !== 'https:' && !(allowPrivate && url.protocol === 'http:')) return 'must begin with https://'
  if (url.username || url.password) return 'must not have a name or password in it: check our signature instead'
  if (url.hash) return 'must not have a # in it'
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1')
  if (!allowPrivate && (host === 'localhost' || host.endsWith('.localhost') || (isAddress(host) && !isPublic(host))))
    return 'is in a private network, which is not called; the operator can allow it with ALLOW_PRIVATE_WEBHOOKS'
  return null
}

type UrlRules = { allowPrivate: boolean; isAddress(host: string): boolean; isPublic(address: string): boolean }
