#!/usr/bin/env node
// A key service to try, and to start your own from: holds one key for each workspace of a Tandem, and answers for them.
// node scripts/key-service.mjs            serves, and prints the two settings Tandem needs
// node scripts/key-service.mjs revoke 7   takes workspace 7's key away; `restore 7` gives it back; `list` shows all
// What it speaks is described in docs/guides/key-service.md. It needs Node 20 and nothing else.

import { createCipheriv, createDecipheriv, createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import { appendFileSync, existsSync, linkSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { createServer as createPlain } from 'node:http'
import { createServer as createTls } from 'node:https'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'

/** Larger requests are refused: 413. Tandem asks for at most a few hundred keys at once. */
const BODY_BYTES = 1_048_576
const KEY_BYTES = 32
const NONCE_BYTES = 12
const TAG_BYTES = 16

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    folder: { type: 'string', default: 'key-service' },
    host: { type: 'string', default: '127.0.0.1' },
    port: { type: 'string', default: '8420' },
    cert: { type: 'string' },
    key: { type: 'string' },
    'client-ca': { type: 'string' },
  },
})
const folder = resolve(values.folder)
const keyFile = (workspace) => join(folder, `workspace-${workspace}.key`)
const awayFile = (workspace) => `${keyFile(workspace)}.revoked`

const commands = { serve, revoke, restore, list }
const [command = 'serve', workspace] = positionals
if (!Object.hasOwn(commands, command)) stop(`There is no "${command}". There are: ${Object.keys(commands).join(', ')}.`)
mkdirSync(folder, { recursive: true, mode: 0o700 })
commands[command](workspace)

// ---- what a person does ----

/** A key taken away is a file renamed: the serving process looks at the file each time, so it knows at once. */
function revoke(workspace) {
  move(workspace, keyFile, awayFile, 'revoked')
}

function restore(workspace) {
  move(workspace, awayFile, keyFile, 'restored')
}

function move(workspace, from, to, done) {
  if (!/^\d+$/.test(workspace ?? '')) stop('Which workspace? Give its number.')
  if (existsSync(to(workspace))) return console.log(`Workspace ${workspace} is ${done} already.`)
  if (!existsSync(from(workspace))) stop(`There is no key of workspace ${workspace} in ${folder}.`)
  renameSync(from(workspace), to(workspace))
  note({ what: done, workspace: Number(workspace) })
  console.log(`Workspace ${workspace} is ${done}. Tandem knows within 5 seconds.`)
}

function list() {
  for (const name of readdirSync(folder).sort()) {
    const [, workspace, away] = /^workspace-(\d+)\.key(\.revoked)?$/.exec(name) ?? []
    if (workspace) console.log(`${workspace}\t${away ? 'revoked' : 'ok'}`)
  }
}

// ---- serving ----

function serve() {
  const { cert, key, host } = values
  const tls = cert !== undefined && key !== undefined
  if (!tls && !/^(localhost|127\.|::1$)/.test(host)) stop('Without --cert and --key it serves this machine alone: leave --host out.')
  const server = tls ? createTls(tlsSettings(cert, key), answer) : createPlain(answer)
  const token = tokenOf()
  server.requestTimeout = 10_000
  server.on('error', (error) => stop(`It cannot serve: ${error.message}`))
  server.listen(Number(values.port), host, () => {
    const { address, port, family } = server.address()
    console.log(`Serving the keys in ${folder}. Tell Tandem:`)
    console.log(`KEY_SERVICE_URL=http${tls ? 's' : ''}://${family === 'IPv6' ? `[${address}]` : address}:${port}`)
    console.log(`KEY_SERVICE_TOKEN=${token}`)
  })
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => server.close(() => process.exit(0)).closeAllConnections())
}

function tlsSettings(cert, key) {
  const ca = values['client-ca']
  const client = ca ? { ca: readFileSync(ca), requestCert: true, rejectUnauthorized: true } : {}
  return { cert: readFileSync(cert), key: readFileSync(key), minVersion: 'TLSv1.2', ...client }
}

function tokenOf() {
  const path = join(folder, 'token')
  if (!existsSync(path)) writeFileSync(path, `${randomBytes(32).toString('base64url')}\n`, { mode: 0o600, flag: 'wx' })
  return readFileSync(path, 'utf8').trim()
}

const paths = [
  ['PUT', /^\/v1\/keys\/(\d{1,10})$/, begin],
  ['POST', /^\/v1\/keys\/(\d{1,10})\/wrap$/, wrap],
  ['POST', /^\/v1\/keys\/(\d{1,10})\/unwrap$/, unwrap],
  ['POST', /^\/v1\/standing$/, standing],
]

async function answer(request, response) {
  const [status, body] = await answerTo(request).catch((error) => {
    if (error instanceof Refusal) return [error.status, { error: error.message }]
    console.error(error)
    return [500, { error: 'something went wrong here' }]
  })
  response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' }).end(JSON.stringify(body))
}

async function answerTo(request) {
  if (!sameSecret(request.headers.authorization ?? '', `Bearer ${tokenOf()}`)) throw new Refusal(401, 'the token is not right')
  const path = new URL(request.url, 'http://here').pathname
  const found = paths.find(([method, form]) => method === request.method && form.test(path))
  if (!found) throw new Refusal(404, 'there is no such path')
  const [, form, act] = found
  return act(await bodyOf(request), Number(form.exec(path)[1]), request.socket.remoteAddress)
}

function begin(_, workspace, from) {
  if (existsSync(awayFile(workspace))) throw new Refusal(410, 'revoked')
  const made = !existsSync(keyFile(workspace))
  if (made) putKey(keyFile(workspace))
  if (made) note({ what: 'begin', workspace, from })
  return [made ? 201 : 200, {}]
}

function wrap(body, workspace, from) {
  const wanted = asked(body)
  const key = keyOf(workspace)
  const keys = wanted.map(({ day, bytes }) => wrapped(key, workspace, day, bytes).toString('base64'))
  note({ what: 'wrap', workspace, days: wanted.map(({ day }) => day), from })
  return [200, { keys }]
}

function unwrap(body, workspace, from) {
  const wanted = asked(body)
  const line = { what: 'unwrap', workspace, days: wanted.map(({ day }) => day), from }
  try {
    const key = keyOf(workspace)
    const keys = wanted.map(({ day, bytes }) => unwrapped(key, workspace, day, bytes)?.toString('base64') ?? null)
    note({ ...line, opened: keys.filter(Boolean).length })
    return [200, { keys }]
  } catch (error) {
    if (error instanceof Refusal) note({ ...line, refused: error.message })
    throw error
  }
}

function wrapped(key, workspace, day, bytes) {
  if (bytes.length !== KEY_BYTES) throw new Refusal(400, `a data key has ${KEY_BYTES} bytes`)
  const nonce = randomBytes(NONCE_BYTES)
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(placeOf(workspace, day))
  return Buffer.concat([nonce, cipher.update(bytes), cipher.final(), cipher.getAuthTag()])
}

/** Null for what this key did not wrap for this workspace and day. */
function unwrapped(key, workspace, day, bytes) {
  if (bytes.length !== NONCE_BYTES + KEY_BYTES + TAG_BYTES) return null
  const nonce = bytes.subarray(0, NONCE_BYTES)
  const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG_BYTES }).setAAD(placeOf(workspace, day))
  decipher.setAuthTag(bytes.subarray(-TAG_BYTES))
  try {
    return Buffer.concat([decipher.update(bytes.subarray(NONCE_BYTES, -TAG_BYTES)), decipher.final()])
  } catch {
    return null
  }
}

/** Asked every second about every workspace in use, so it is not written to the audit log. */
function standing(body) {
  if (!Array.isArray(body.workspaces) || !body.workspaces.every(Number.isSafeInteger))
    throw new Refusal(400, 'workspaces: a list of numbers')
  const of = (workspace) => (existsSync(awayFile(workspace)) ? 'revoked' : existsSync(keyFile(workspace)) ? 'ok' : 'unknown')
  return [200, { standing: Object.fromEntries(body.workspaces.map((workspace) => [workspace, of(workspace)])) }]
}

// ---- what they need ----

class Refusal extends Error {
  constructor(status, message) {
    super(message)
    this.status = status
  }
}

function keyOf(workspace) {
  if (existsSync(awayFile(workspace))) throw new Refusal(410, 'revoked')
  if (!existsSync(keyFile(workspace))) throw new Refusal(404, 'this workspace has no key here')
  return Buffer.from(readFileSync(keyFile(workspace), 'utf8').trim(), 'base64')
}

/** Whole or not there, and never in place of one that is: a key lost is a workspace lost. */
function putKey(path) {
  const draft = `${path}.${randomBytes(6).toString('hex')}.new`
  writeFileSync(draft, `${randomBytes(KEY_BYTES).toString('base64')}\n`, { mode: 0o600, flag: 'wx', flush: true })
  try {
    linkSync(draft, path)
  } catch (error) {
    if (error.code !== 'EEXIST') throw error
  } finally {
    rmSync(draft)
  }
}

function asked({ keys }) {
  const fits = (it) => Number.isInteger(it?.day) && it.day >= 0 && typeof it.key === 'string'
  if (!Array.isArray(keys) || !keys.every(fits)) throw new Refusal(400, 'keys: a list of { day, key }')
  return keys.map(({ day, key }) => ({ day, bytes: Buffer.from(key, 'base64') }))
}

const placeOf = (workspace, day) => Buffer.from(`tandem data key|${workspace}|${day}`)

async function bodyOf(request) {
  const chunks = []
  let size = 0
  for await (const chunk of request) {
    size += chunk.length
    if (size > BODY_BYTES) throw new Refusal(413, 'too large')
    chunks.push(chunk)
  }
  try {
    return Object(JSON.parse(Buffer.concat(chunks).toString() || '{}'))
  } catch {
    throw new Refusal(400, 'not JSON')
  }
}

function sameSecret(a, b) {
  const digest = (text) => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(a), digest(b))
}

/** The audit log: who asked for which days of which workspace, and whether they got them. Never a key. */
function note(line) {
  appendFileSync(join(folder, 'audit.log'), `${JSON.stringify({ at: new Date().toISOString(), ...line })}\n`, { mode: 0o600 })
}

function stop(why) {
  console.error(why)
  process.exit(1)
}
