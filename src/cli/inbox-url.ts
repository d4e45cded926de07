import type { Config } from '../config.ts'

/** Where people reach the inbox, as far as the settings say. */
export function inboxUrl({ publicUrl, host, port }: Pick<Config, 'publicUrl' | 'host' | 'port'>): string {
  if (publicUrl) return publicUrl
  // By name, because browsers make passkeys for names only.
  const name = isThisMachine(host) ? 'localhost' : host
  return `http://${name.includes(':') ? `[${name}]` : name}${port === 80 ? '' : `:${port}`}`
}

const isThisMachine = (host: string): boolean => ['localhost', '0.0.0.0', '::', '::1'].includes(host) || host.startsWith('127.')
