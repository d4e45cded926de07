import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'vitest'
import { settingsDoc } from '../scripts/settings-doc.ts'
import { ConfigError, type Env, readConfig } from './config.ts'

const nowhere = { checkout: '/nowhere', cwd: '/srv' }
const read = (env: Env) => readConfig({ XDG_DATA_HOME: '/home/ann/.local/share', ...env }, nowhere)

test('without any setting', () => {
  assert.deepEqual(read({}), {
    port: 8080,
    host: '127.0.0.1',
    publicUrl: null,
    trustProxy: false,
    dataDir: '/home/ann/.local/share/tandem',
    databaseUrl: null,
    minFreeDiskBytes: 500_000_000,
    key: { kind: 'file', folder: '/home/ann/.local/share/tandem/keys' },
    logLevel: 'info',
    tracesUrl: null,
    allowFictionalNumbers: false,
    allowPrivateWebhooks: false,
    simulatorPort: 0,
    demo: false,
  })
})

const good = [
  [{ PORT: '0' }, { port: 0 }, 'a free port'],
  [{ PORT: '' }, { port: 8080 }, 'empty is not set'],
  [{ PUBLIC_URL: 'https://inbox.example.com/' }, { publicUrl: 'https://inbox.example.com' }, 'the last slash goes'],
  [{ DATA_DIR: 'data' }, { dataDir: '/srv/data', key: { kind: 'file', folder: '/srv/data/keys' } }, 'relative to where it starts'],
  [{ KEY_FILE: '/etc/tandem.key' }, { key: { kind: 'file', folder: '/etc/tandem.key' } }, 'a key of one’s own'],
  [{ KEY_SERVICE_URL: 'https://k', KEY_SERVICE_TOKEN: 't' }, { key: { kind: 'remote', url: 'https://k', token: 't' } }, 'keys elsewhere'],
  [{ MIN_FREE_DISK_MB: '0' }, { minFreeDiskBytes: 0 }, 'no floor'],
  [{ OTEL_EXPORTER_OTLP_ENDPOINT: 'http://otel:4318/' }, { tracesUrl: 'http://otel:4318' }, 'traces to a collector'],
  [{ LOG_LEVEL: 'DEBUG' }, { logLevel: 'debug' }, 'in capitals'],
  [{ ALLOW_FICTIONAL_NUMBERS: '1', DEMO: 'true' }, { allowFictionalNumbers: true, demo: true }, 'flags'],
  [{ ALLOW_PRIVATE_WEBHOOKS: 'true' }, { allowPrivateWebhooks: true }, 'webhooks of one’s own network'],
  [{ TRUST_PROXY: '2' }, { trustProxy: 2 }, 'two proxies'],
  [{ TRUST_PROXY: '10.0.0.0/8, ::1' }, { trustProxy: ['10.0.0.0/8', '::1'] }, 'named proxies'],
] as const

for (const [env, expected, because] of good) {
  test(`read: ${because}`, () => {
    const config = read(env)
    assert.deepEqual(Object.fromEntries(Object.entries(config).filter(([name]) => name in expected || name === 'never')), expected)
  })
}

const bad = [
  [{ PORT: '99999' }, 'PORT must be a whole number from 0 to 65535, not "99999".'],
  [
    { PORT: '80 80', HOST: 'http://x' },
    'PORT must be a whole number from 0 to 65535, not "80 80"; HOST must be an IP address or the name of a machine, without a port, not "http://x".',
  ],
  [{ PUBLIC_URL: 'https://x.example/inbox' }, 'PUBLIC_URL must be a URL without a path, like https://inbox.example.com.'],
  [{ DATABASE_URL: 'mysql://root:secret@x/y' }, 'DATABASE_URL must be a URL like postgresql://user:password@host/database.'],
  [{ LOG_LEVEL: 'loud' }, 'LOG_LEVEL must be one of fatal, error, warn, info, debug, trace, silent, not "loud".'],
  [{ DEMO: 'maybe' }, 'DEMO must be true or false, not "maybe".'],
  [{ TRUST_PROXY: 'true' }, 'TRUST_PROXY must be false, a number of proxies, or their addresses, not "true".'],
  [{ NATS_URL: 'nats://x' }, 'NATS_URL is set, but this version of Tandem does not know several machines yet: unset it.'],
  [
    { SMPP_PORT: '2775' },
    'SMPP_PORT is set, but this version of Tandem does not know the gateway for customers’ SMPP systems yet: unset it.',
  ],
  [{ KEY_SERVICE_URL: 'https://k' }, 'KEY_SERVICE_URL is set without KEY_SERVICE_TOKEN.'],
  [{ KEY_SERVICE_TOKEN: 'secret' }, 'KEY_SERVICE_TOKEN is set without KEY_SERVICE_URL.'],
  [{ KEY_SERVICE_URL: 'http://k', KEY_SERVICE_TOKEN: 't' }, 'KEY_SERVICE_URL must be an https URL, or http on this machine.'],
  [
    { KEY_SERVICE_URL: 'https://k', KEY_SERVICE_TOKEN: 't', KEY_FILE: '/k' },
    'KEY_FILE and KEY_SERVICE_URL are both set, and only one can hold the keys.',
  ],
  [{ DATA_DIR: '/d', KEY_FILE: '/d/postgres/k' }, 'KEY_FILE lies inside the database’s folder: whoever copies that would have both.'],
] as const

for (const [env, sentence] of bad) {
  test(`refused: ${sentence.slice(0, 60)}`, () => {
    assert.throws(
      () => read(env),
      (error) => error instanceof ConfigError && error.message === sentence,
    )
  })
}

test('docs/settings.md says what the code says (npm run docs, or node scripts/settings-doc.ts)', () => {
  assert.equal(readFileSync(join(import.meta.dirname, '..', 'docs', 'settings.md'), 'utf8'), settingsDoc())
})
