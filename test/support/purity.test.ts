import assert from 'node:assert/strict'
import { test } from 'vitest'
import { impurities, mayTouchTheWorld } from './purity.ts'

const impure = [
  [`import { readFileSync } from 'node:fs'`, 'node:fs'],
  [`import fs from 'fs'`, 'fs'],
  [`import 'dotenv/config'`, 'dotenv'],
  [`import { Pool } from 'pg'`, 'pg'],
  [`import { nanoid } from 'zod-nanoid'`, 'zod-nanoid'],
  [`export * from 'node:os'`, 'node:os'],
  [`export { hostname } from 'node:os'`, 'node:os'],
  [`import os = require('node:os')`, 'node:os'],
  [`const os = await import('node:os')`, 'node:os'],
  ['const os = await import(`node:os`)', 'node:os'],
  [`const it = await import(name)`, 'nobody can name'],
  [`const os = require('node:os')`, 'node:os'],
  [`const load = require; load('node:os')`, 'require'],
  [`import { createRequire } from 'node:module'`, 'node:module'],
  [`import { randomUUID } from 'node:crypto'`, 'randomUUID'],
  [`import { randomBytes as nonce } from 'node:crypto'`, 'randomBytes'],
  [`import crypto from 'node:crypto'`, 'default'],
  [`import * as hashing from 'node:crypto'`, '*'],
  [`import { createHash } from 'crypto'`, 'crypto'],
  [`import { now } from '#src/platform/clock.ts'`, 'src/platform/clock.ts'],
  [`import { type Clock, now } from '../platform/clock.ts'`, 'src/platform/clock.ts'],
  [`import { type Saved } from './store.ts'`, 'src/message/store.ts'],
  [`import { connect } from './client.ts'`, 'src/message/client.ts'],
  [`import { port } from '#src/config.ts'`, 'src/config.ts'],
  ['Date.now()', 'Date'],
  ['Date?.now()', 'Date'],
  [`Date['now']()`, 'Date'],
  ['new Date()', 'Date'],
  ['new Date', 'Date'],
  ['new Date(...none)', 'Date'],
  ['new Date(2026, 0, 1)', 'Date'],
  ['Date()', 'Date'],
  ['const { now } = Date', 'Date'],
  ['const Clock = Date; new Clock()', 'Date'],
  ['class Clock extends Date {}', 'Date'],
  ['new Watch(Date)', 'Date'],
  ['watch(Math)', 'Math'],
  ['late.getHours()', 'getHours'],
  ['performance.now()', 'performance'],
  ['Math.random()', 'Math'],
  ['const { random } = Math', 'Math'],
  ['crypto.randomUUID()', 'crypto'],
  ['crypto.getRandomValues(bytes)', 'crypto'],
  ['Temporal.Now.instant()', 'Temporal'],
  [`Temporal['Now'].instant()`, 'Temporal'],
  ['const { Now } = Temporal', 'Temporal'],
  ['setTimeout(later, 1)', 'setTimeout'],
  ['setInterval(again, 1)', 'setInterval'],
  ['setImmediate(soon)', 'setImmediate'],
  ['AbortSignal.timeout(1)', 'AbortSignal'],
  ['process.env.PORT', 'process'],
  [`typeof process === 'undefined'`, 'process'],
  [`fetch('https://example.com')`, 'fetch'],
  ['const call = fetch', 'fetch'],
  ['export const world = { fetch }', 'fetch'],
  ['const send = (http = fetch) => http(url)', 'fetch'],
  ['`${console.log(1)}`', 'console'],
  ['globalThis.fetch(url)', 'globalThis'],
  [`globalThis['Date']['now']()`, 'globalThis'],
  [`eval('Date.now()')`, 'eval'],
  [`new Function('return Date.now()')`, 'Function'],
  ['import.meta.dirname', 'import.meta'],
] as const

for (const [source, what] of impure)
  test(`impure: ${source}`, () => assert.ok(impurities('src/message/planted.ts', source).some((it) => it.includes(what))))

const pure = [
  `import { z } from 'zod'`,
  `import { parsePhoneNumber } from 'libphonenumber-js/max'`,
  `import { createHash, createCipheriv, type Hash } from 'node:crypto'`,
  `import type { KeyObject } from 'node:crypto'`,
  `import type { Socket } from 'node:net'`,
  `import type { Clock } from '#src/platform/clock.ts'`,
  `import { reasons } from './reasons.ts'`,
  `export * from './reasons.ts'`,
  'new Date(0); new Date(at); Date.UTC(2026); Date.parse(text); it instanceof Date',
  'Math.max(1, 2); Temporal.Instant.from(text); new Temporal.PlainTime(8)',
  'type Http = typeof fetch; const link = {} as { http: typeof fetch; since: Date }',
  'interface Clock extends Date { performance: Performance }',
  'link.fetch(url); const { fetch: call } = link; const world = { process: 1, console: 2 }',
  `/* Date.now() and fetch() */ const words = 'process.env, Math.random()'`,
]

for (const source of pure) test(`pure: ${source}`, () => assert.deepEqual(impurities('src/message/planted.ts', source), []))

const worldly = [
  'src/contacts/store.ts',
  'src/lifecycle/routes.ts',
  'src/channels/smpp/client.ts',
  'src/gateway/server.ts',
  'src/delivery/worker.ts',
  'src/platform/db.ts',
  'src/app.ts',
  'src/config.ts',
  'src/main.ts',
  'src/cli/serve.ts',
]
const unworldly = [
  'src/contacts/bookstore.ts',
  'src/channels/smpp/channel.ts',
  'src/platforms/db.ts',
  'src/message/app.ts',
  'src/client/split.ts',
]

test('only the files named for it may touch the world', () => {
  assert.deepEqual(
    [...worldly, ...unworldly].filter((path) => mayTouchTheWorld.test(path)),
    worldly,
  )
})

test('a channel may hold the client beside it, and no other file may', () => {
  const source = `import { connect } from './client.ts'`
  assert.deepEqual(impurities('src/channels/smpp/channel.ts', source), [])
  assert.equal(impurities('src/channels/smpp/session.ts', source).length, 1)
  assert.equal(impurities('src/channels/smpp/channel.ts', `import { connect } from '../sip/client.ts'`).length, 1)
})
