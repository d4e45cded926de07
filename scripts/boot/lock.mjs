import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { root, say, stop } from './say.mjs'

/** Two boots at once must not write the same folders: the second waits, then finds the work done. */
const path = join(root, '.boot.lock')
const POLL_MS = 250
const PATIENCE_MS = 20 * 60_000

export async function locked(work) {
  let told = false
  for (let waited = 0; !take(); waited += POLL_MS) {
    if (!told) say('Another start is installing or building here: waiting for it.')
    told = true
    if (waited > PATIENCE_MS) stop(`Another start has held ${path} for ${PATIENCE_MS / 60_000} minutes: stop it, or delete that file.`)
    await wait(POLL_MS)
  }
  const release = () => rmSync(path, { force: true })
  process.once('exit', release)
  try {
    return await work()
  } finally {
    release()
    process.off('exit', release)
  }
}

function take() {
  try {
    writeFileSync(path, String(process.pid), { flag: 'wx' })
    return true
  } catch (error) {
    if (error.code !== 'EEXIST') throw error
  }
  const holder = holderOf()
  if (holder !== null && !isRunning(holder)) rmSync(path, { force: true })
  return false
}

/** null while its owner is still writing it. */
function holderOf() {
  try {
    return Number(readFileSync(path, 'utf8')) || null
  } catch {
    return null
  }
}

function isRunning(pid) {
  try {
    process.kill(pid, 0)
    return !isZombie(pid)
  } catch (error) {
    return error.code === 'EPERM'
  }
}

/** It has ended, and only waits for its parent to notice. */
function isZombie(pid) {
  try {
    return /\) [ZX]/.test(readFileSync(`/proc/${pid}/stat`, 'utf8'))
  } catch {
    return false
  }
}
