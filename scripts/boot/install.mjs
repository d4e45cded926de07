import { createHash } from 'node:crypto'
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { locked } from './lock.mjs'
import { root, say, step, stop } from './say.mjs'

/** `run` is what starting needs, `all` what checking needs; all is enough for both. */
const modules = join(root, 'node_modules')
const stampFile = join(modules, '.install-stamp')
const lockFile = join(root, 'package-lock.json')
const platform = `${process.platform}-${process.arch}`

export async function install(wanted) {
  if (isInstalled(wanted)) return
  try {
    await locked(async () => {
      if (isInstalled(wanted) || adopt(wanted)) return
      const what = isForDevelopment() ? 'all' : wanted
      await npmCi(what)
      writeStamp(what)
    })
  } catch (error) {
    stop(sentenceFor(error.code, error.message))
  }
}

function isInstalled(wanted) {
  const stamp = readJson(stampFile)
  return stamp?.lock === lockHash() && stamp.platform === platform && (stamp.what === 'all' || stamp.what === wanted)
}

const lockHash = () => createHash('sha256').update(readFileSync(lockFile)).digest('hex')

/** Whoever ran `npm install` by hand has what it takes already: npm's own note of what it installed says so. */
function adopt(wanted) {
  const there = readJson(join(modules, '.package-lock.json'))?.packages
  if (!there) return false
  const needed = Object.entries(readJson(lockFile).packages).filter(([path, it]) => path && isForThisMachine(it))
  const has = ([path, it]) => existsSync(join(root, path)) && (there[path]?.version === it.version || it.link)
  const what = needed.every(has) ? 'all' : needed.filter(([, it]) => !it.dev).every(has) ? 'run' : null
  if (what === null || (wanted === 'all' && what === 'run')) return false
  writeStamp(what)
  return true
}

/** A start must not take away what somebody develops with. */
function isForDevelopment() {
  const there = readJson(join(modules, '.package-lock.json'))?.packages ?? {}
  return Object.entries(there).some(([path, it]) => it.dev && existsSync(join(root, path)))
}

/** What is optional and names no machine belongs to a package for another one. */
const isForThisMachine = (it) =>
  (!it.optional || it.os || it.cpu) &&
  fits(it.os, process.platform) &&
  fits(it.cpu, process.arch) &&
  (!it.libc || it.libc.includes('glibc'))
const fits = (list, name) => !list || list.includes(name)

function writeStamp(what) {
  writeFileSync(`${stampFile}.${process.pid}`, JSON.stringify({ lock: lockHash(), platform, what }))
  renameSync(`${stampFile}.${process.pid}`, stampFile)
}

async function npmCi(wanted) {
  const omit = wanted === 'all' ? ['--include=dev'] : ['--omit=dev']
  const args = ['ci', '--ignore-scripts', '--include=optional', '--no-audit', '--no-fund', '--loglevel=error', ...omit]
  const [command, before, shell] = npm()
  const title = wanted === 'all' ? 'Installing packages, with those for the tests' : 'Installing packages (the first time: some 200 MB)'
  const { status, said, code } = await step(title, command, [...before, ...args], { shell })
  if (status === 0) return
  say(said.trim().split('\n').slice(-15).join('\n'))
  stop(
    code === 'ENOENT'
      ? 'npm was not found: install Node with its npm from https://nodejs.org.'
      : sentenceFor(codeIn(said), 'npm ci failed'),
  )
}

/** The npm that called us, or the one in the PATH. */
function npm() {
  const caller = process.env.npm_execpath
  if (caller && /npm-cli\.c?js$/.test(caller)) return [process.execPath, [caller], false]
  return process.platform === 'win32' ? ['npm.cmd', [], true] : ['npm', [], false]
}

const codeIn = (said) =>
  /\b(ENOSPC|EDQUOT|EACCES|EPERM|EROFS|ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|EINTEGRITY)\b/.exec(said)?.[1]

const sentences = {
  ENOSPC: 'The disk is full: Tandem needs about 700 MB for its packages.',
  EDQUOT: 'Your disk quota is used up: Tandem needs about 700 MB for its packages.',
  EACCES: `The packages cannot be installed, because ${root} may not be written by this user: install as the one who owns it.`,
  EPERM: `The packages cannot be installed, because ${root} may not be written by this user: install as the one who owns it.`,
  EROFS: `The packages cannot be installed, because ${root} is read-only: run npm ci --omit=dev --ignore-scripts before making it so.`,
  EINTEGRITY: 'A package is not what package-lock.json says it is: empty the cache with npm cache clean --force, and try again.',
}
const unreachable = 'The npm registry does not answer, and some packages are not installed yet: check the network, and try again.'

function sentenceFor(code, otherwise) {
  if (/^(ENOTFOUND|EAI_AGAIN|ECONN.*|ETIMEDOUT)$/.test(code ?? '')) return unreachable
  return sentences[code] ?? `Installing the packages failed: ${otherwise}.`
}

function readJson(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch {
    return null
  }
}
