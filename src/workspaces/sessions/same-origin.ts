/**
 * Whether a request may come from a page that is not ours: then a cookie proves nothing. The rules are those of Go's
 * net/http CrossOriginProtection: browsers say where a request comes from, and who sends no such header is no browser.
 */
export type Asked = {
  method: string
  headers: { [name: string]: string | string[] | undefined }
  publicUrl: string
}

/** They change nothing, unless one opens a socket. */
const reading = ['GET', 'HEAD', 'OPTIONS']

export function isCrossSite({ method, headers, publicUrl }: Asked): boolean {
  if (reading.includes(method) && headers['upgrade'] === undefined) return false
  const site = headers['sec-fetch-site']
  if (site !== undefined) return site !== 'same-origin' && site !== 'none'
  const { origin, host } = headers
  if (origin === undefined) return false
  return origin !== publicUrl && URL.parse(String(origin))?.host !== host
}

/** A form of another site can send three other kinds without being asked first; none of them is understood here. */
export const isJson = (contentType: string | undefined): boolean =>
  contentType === undefined || /^application\/json *(;|$)/i.test(contentType)
