import { existsSync } from 'node:fs'
import { homedir } from 'node:os'
import { dirname, join, relative, resolve } from 'node:path'
import { address, flag, httpUrl, oneOf, origin, port, postgresUrl, proxies, type Read, text, wholeNumber } from './config/values.ts'

/** The environment, read once. Each setting has one line here, and docs/settings.md is made from it. */
export type Setting<T> = { default: string; meaning: string; read: Read<T> }

const setting = <T>(read: Read<T>, standard: string, meaning: string): Setting<T> => ({ read, default: standard, meaning })

/** In `default`, what stands in round brackets is worked out when it is not set. */
export const settings = {
  PORT: setting(port, '8080', 'The port of the web inbox and the API. 0 picks a free one.'),
  HOST: setting(address, '127.0.0.1', 'The address to listen on. 0.0.0.0 is every one of the machine; then set PUBLIC_URL too.'),
  PUBLIC_URL: setting(
    origin,
    '(http://HOST:PORT)',
    'How people and carriers reach Tandem from outside, without a path: https://inbox.example.com.',
  ),
  TRUST_PROXY: setting(
    proxies,
    'false',
    'Whose X-Forwarded-For to believe: a number of proxies in front, or their addresses, separated by commas.',
  ),
  DATA_DIR: setting(
    text,
    '(.data in a git checkout, else XDG_DATA_HOME/tandem)',
    'The folder of everything Tandem keeps. One Tandem at a time.',
  ),
  DATABASE_URL: setting(
    postgresUrl,
    '(the Postgres that ships with Tandem, in DATA_DIR/postgres)',
    'Your own Postgres, 17 or newer: postgresql://user:password@host/database.',
  ),
  MIN_FREE_DISK_MB: setting(
    wholeNumber(0, 1_000_000_000),
    '500',
    'With less free space than this below DATA_DIR, new messages are refused rather than lost.',
  ),
  KEY_FILE: setting(
    text,
    '(DATA_DIR/keys)',
    'The folder of the key files, one for each workspace, that seal what people write. Not inside the database’s folder; back it up elsewhere.',
  ),
  KEY_SERVICE_URL: setting(text, '(none: KEY_FILE is used)', 'Your own key server instead of KEY_FILE: https, or http on this machine.'),
  KEY_SERVICE_TOKEN: setting(text, '(none)', 'What Tandem shows to KEY_SERVICE_URL to be let in.'),
  LOG_LEVEL: setting(
    oneOf('fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'),
    'info',
    'How much is logged. Never what people write, at any level.',
  ),
  OTEL_EXPORTER_OTLP_ENDPOINT: setting(
    httpUrl,
    '(none: nothing is traced)',
    'Where traces go: an OpenTelemetry collector that takes OTLP over HTTP, http://127.0.0.1:4318. Routes, statements and times, no words, numbers or values.',
  ),
  ALLOW_FICTIONAL_NUMBERS: setting(
    flag,
    'false',
    'Lets numbers made for films (+1 xxx 555-01xx) through, which no carrier knows. npm start sets it.',
  ),
  ALLOW_PRIVATE_WEBHOOKS: setting(
    flag,
    'false',
    'Lets webhooks be http and lie in private networks. Whoever may add a webhook can then call whatever this machine can reach.',
  ),
  SIMULATOR_PORT: setting(port, '0', 'The port of the simulated world’s page. 0 picks a free one. Only with npm start.'),
  DEMO: setting(
    flag,
    'false',
    'Makes a workspace with a story in it and a door without a password. npm start sets it; it needs HOST to be this machine.',
  ),
} as const satisfies Record<string, Setting<unknown>>

/** Known to the documents, not yet to the code: better refused than believed to work. */
const notYet = {
  NATS_URL: 'several machines',
  ROLES: 'several machines',
  SMPP_PORT: 'the gateway for customers’ SMPP systems',
  S3_ENDPOINT: 'object storage',
  S3_BUCKET: 'object storage',
}

type Values = { [Name in keyof typeof settings]: ReturnType<(typeof settings)[Name]['read']> | null }

export type Config = Readonly<{
  port: number
  host: string
  /** null: work it out from where the server listens. */
  publicUrl: string | null
  trustProxy: number | string[] | false
  dataDir: string
  /** null: run our own in `dataDir`. */
  databaseUrl: string | null
  minFreeDiskBytes: number
  key: { kind: 'file'; folder: string } | { kind: 'remote'; url: string; token: string }
  logLevel: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace' | 'silent'
  /** null: nothing is traced. */
  tracesUrl: string | null
  allowFictionalNumbers: boolean
  allowPrivateWebhooks: boolean
  simulatorPort: number
  demo: boolean
}>

/** What is wrong with the settings, all of it, as one sentence. */
export class ConfigError extends Error {
  override name = 'ConfigError'
}

export type Env = Record<string, string | undefined>

export function readConfig(env: Env = process.env, home: { checkout: string; cwd: string } = here): Config {
  const wrong: string[] = []
  for (const [name, what] of Object.entries(notYet)) {
    if (env[name]) wrong.push(`${name} is set, but this version of Tandem does not know ${what} yet: unset it`)
  }
  const values = readAll(env, wrong)
  const dataDir = resolve(home.cwd, values.DATA_DIR ?? defaultDataDir(env, home.checkout))
  const key = keyOf(values, dataDir, home.cwd, wrong)
  if (wrong.length > 0) throw new ConfigError(`${wrong.join('; ')}.`)

  return Object.freeze({
    port: values.PORT ?? 8080,
    host: values.HOST ?? '127.0.0.1',
    publicUrl: values.PUBLIC_URL,
    trustProxy: values.TRUST_PROXY ?? false,
    dataDir,
    databaseUrl: values.DATABASE_URL,
    minFreeDiskBytes: (values.MIN_FREE_DISK_MB ?? 500) * 1_000_000,
    key,
    logLevel: values.LOG_LEVEL ?? 'info',
    tracesUrl: values.OTEL_EXPORTER_OTLP_ENDPOINT,
    allowFictionalNumbers: values.ALLOW_FICTIONAL_NUMBERS ?? false,
    allowPrivateWebhooks: values.ALLOW_PRIVATE_WEBHOOKS ?? false,
    simulatorPort: values.SIMULATOR_PORT ?? 0,
    demo: values.DEMO ?? false,
  })
}

const here = { checkout: dirname(import.meta.dirname), cwd: process.cwd() }

/** Set but empty is as good as not set: that is how a line of a Compose file is switched off. */
function readAll(env: Env, wrong: string[]): Values {
  const entries = Object.entries(settings).map(([name, { read, default: standard }]) => {
    const given = env[name]?.trim() || (standard.startsWith('(') ? undefined : standard)
    if (given === undefined) return [name, null]
    const value = read(given)
    if (value !== null) return [name, value]
    wrong.push(`${name} ${read.wants}${/TOKEN|URL/.test(name) ? '' : `, not "${given}"`}`)
    return [name, null]
  })
  return Object.fromEntries(entries) as Values // as: one entry per setting, read by its own reader
}

function defaultDataDir(env: Env, checkout: string): string {
  if (existsSync(join(checkout, '.git'))) return join(checkout, '.data')
  return join(env['XDG_DATA_HOME']?.trim() || join(homedir(), '.local', 'share'), 'tandem')
}

function keyOf(values: Values, dataDir: string, cwd: string, wrong: string[]): Config['key'] {
  const { KEY_FILE: file, KEY_SERVICE_URL: url, KEY_SERVICE_TOKEN: token } = values
  if (url === null) {
    if (token !== null) wrong.push('KEY_SERVICE_TOKEN is set without KEY_SERVICE_URL')
    const folder = resolve(cwd, file ?? join(dataDir, 'keys'))
    if (isInside(folder, join(dataDir, 'postgres')))
      wrong.push('KEY_FILE lies inside the database’s folder: whoever copies that would have both')
    return { kind: 'file', folder }
  }
  if (file !== null) wrong.push('KEY_FILE and KEY_SERVICE_URL are both set, and only one can hold the keys')
  if (token === null) wrong.push('KEY_SERVICE_URL is set without KEY_SERVICE_TOKEN')
  if (!isPrivate(url)) wrong.push('KEY_SERVICE_URL must be an https URL, or http on this machine')
  return { kind: 'remote', url, token: token ?? '' }
}

const isInside = (path: string, folder: string): boolean => !relative(folder, path).startsWith('..')

const isPrivate = (url: string): boolean => {
  const { protocol, hostname } = URL.parse(url) ?? { protocol: '', hostname: '' }
  return protocol === 'https:' || (protocol === 'http:' && ['127.0.0.1', 'localhost', '[::1]'].includes(hostname))
}
