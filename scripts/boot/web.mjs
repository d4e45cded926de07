import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { locked } from './lock.mjs'
import { root, say, step, stop } from './say.mjs'

/** Builds the web app if anything it is made of has changed since. Into a folder beside, then swapped: a running Tandem never serves half. */
const config = 'web/vite.config.ts'
const built = join(root, 'dist', 'web')
const fresh = join(root, 'dist', 'web.new')
const old = join(root, 'dist', 'web.old')
const stampFile = join(built, '.build-stamp')

export async function buildWeb(node) {
  if (!existsSync(join(root, config))) return say('There is no web app to build yet.')
  const stamp = stampOf()
  if (isBuilt(stamp)) return
  try {
    await locked(async () => {
      if (isBuilt(stamp)) return
      const vite = [join('node_modules', 'vite', 'bin', 'vite.js'), 'build', '--config', config, '--outDir', fresh, '--emptyOutDir']
      // Whoever asks may run under another NODE_ENV, as tests do: React would be built for development, and be twice as slow.
      const { status, said } = await step('Building the web app', node, vite, { env: { ...process.env, NODE_ENV: 'production' } })
      if (status !== 0) {
        say(said.trim().split('\n').slice(-15).join('\n'))
        stop(said.includes('ENOSPC') ? 'The disk is full: the web app could not be built.' : 'The web app could not be built.')
      }
      writeFileSync(join(fresh, '.build-stamp'), stamp)
      swap()
    })
  } catch (error) {
    stop(`The web app could not be built, because ${join(root, 'dist')} may not be written (${error.code ?? error.message}).`)
  }
}

const isBuilt = (stamp) => existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp

function swap() {
  rmSync(old, { recursive: true, force: true })
  if (existsSync(built)) renameSync(built, old)
  renameSync(fresh, built)
  rmSync(old, { recursive: true, force: true })
}

/** web/, the client it calls the API with, the folders of src/ it imports and theirs in turn, and the packages. */
function stampOf() {
  const hash = createHash('sha256').update(readFileSync(join(root, 'package-lock.json')))
  const folders = ['web', 'client']
  for (const folder of folders) {
    for (const path of sourcesIn(folder)) {
      const source = readFileSync(join(root, path))
      hash.update(path).update('\0').update(source)
      for (const [, name] of source.toString('latin1').matchAll(/['"]#src\/([\w-]+)\//g)) {
        if (!folders.includes(`src/${name}`)) folders.push(`src/${name}`)
      }
    }
  }
  return hash.digest('hex')
}

const notPartOfIt = /\.test\.|\.cases\.json$|(^|[\\/])e2e[\\/]/

function sourcesIn(folder) {
  if (!existsSync(join(root, folder))) return []
  const all = readdirSync(join(root, folder), { recursive: true }).map((it) => join(folder, it))
  return all.filter((it) => !notPartOfIt.test(it) && statSync(join(root, it)).isFile()).sort()
}
