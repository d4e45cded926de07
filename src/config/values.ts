import { isIP } from 'node:net'

/** Reads a setting's text: null if it is not what the setting wants, which `wants` says as the end of a sentence. */
export type Read<T> = ((given: string) => T | null) & { wants: string }

const reader = <T>(wants: string, read: (given: string) => T | null): Read<T> => Object.assign(read, { wants })

export const text: Read<string> = reader('must not be empty', (it) => it)

export const wholeNumber = (min: number, max: number): Read<number> =>
  reader(`must be a whole number from ${min} to ${max}`, (it) => {
    const value = /^\d+$/.test(it) ? Number(it) : Number.NaN
    return value >= min && value <= max ? value : null
  })

export const port: Read<number> = wholeNumber(0, 65_535)

export const flag: Read<boolean> = reader('must be true or false', (it) => {
  if (/^(true|1|yes|on)$/i.test(it)) return true
  return /^(false|0|no|off)$/i.test(it) ? false : null
})

export const oneOf = <const T extends string>(...values: T[]): Read<T> =>
  reader(`must be one of ${values.join(', ')}`, (it) => values.find((value) => value === it.toLowerCase()) ?? null)

export const address: Read<string> = reader('must be an IP address or the name of a machine, without a port', (it) =>
  isIP(it) !== 0 || /^[a-z\d]([a-z\d.-]*[a-z\d])?$/i.test(it) ? it : null,
)

/** A URL with nothing after the host. */
export const origin: Read<string> = reader('must be a URL without a path, like https://inbox.example.com', (it) => {
  const url = URL.parse(it)
  const isBare = url !== null && /^https?:$/.test(url.protocol) && `${url.pathname}${url.search}${url.hash}` === '/' && !url.username
  return isBare ? url.origin : null
})

export const httpUrl: Read<string> = reader('must be a URL that begins with http:// or https://', (it) => {
  const url = URL.parse(it)
  return url && /^https?:$/.test(url.protocol) ? url.href.replace(/\/$/, '') : null
})

export const postgresUrl: Read<string> = reader('must be a URL like postgresql://user:password@host/database', (it) =>
  /^postgres(ql)?:\/\/\S+$/.test(it) ? it : null,
)

/** Believing everybody would let anybody choose their address, so `true` is not among them. */
export const proxies: Read<number | string[] | false> = reader('must be false, a number of proxies, or their addresses', (it) => {
  if (/^(false|no|off)$/i.test(it)) return false
  if (/^\d{1,2}$/.test(it)) return Number(it) || false
  const all = it.split(',').map((one) => one.trim())
  return all.every((one) => isIP(one.split('/')[0] ?? '') !== 0 || ['loopback', 'linklocal', 'uniquelocal'].includes(one)) ? all : null
})
