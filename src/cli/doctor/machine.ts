import { spawnSync } from 'node:child_process'
import { accessSync, constants, existsSync, statSync } from 'node:fs'
import { statfs } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import type { Config } from '../../config.ts'
import { type Finding, right, unknown, wrong } from './finding.ts'

/** Node, the disk, the data folder. */

const oldestNode = 26
const probeMs = 10_000

export const machine = async (config: Config): Promise<Finding[]> => [node(), pinnedNode(), await disk(config), folder(config)]

function node(): Finding {
  const said = `${process.version}, ${process.platform} on ${process.arch}`
  const isOldEnough = Number.parseInt(process.versions.node, 10) >= oldestNode
  return isOldEnough
    ? right('Node', said)
    : wrong('Node', said, `Start it with npx tandem, which brings its own, or with Node ${oldestNode} or newer.`)
}

/** The one that comes from npm; it needs libatomic, which small systems lack. */
function pinnedNode(): Finding {
  const what = 'libatomic'
  if (process.platform !== 'linux') return right(what, 'not needed on this system')
  const path = pinnedPath()
  if (!path) return right(what, 'not needed: the Node that Tandem ships is not installed, and another is used')
  const { status, stderr } = spawnSync(path, ['--version'], { encoding: 'utf8', timeout: probeMs })
  if (status === 0) return right(what, 'the Node that Tandem ships starts')
  const missing = /(\S+\.so[.\d]*): cannot open shared object file/.exec(stderr ?? '')?.[1]
  return missing
    ? wrong(
        what,
        `the Node that Tandem ships needs ${missing}`,
        'Run apt-get install libatomic1 as root (dnf install libatomic on Fedora).',
      )
    : wrong(what, 'the Node that Tandem ships does not start here', `Use Node ${oldestNode} or newer from https://nodejs.org.`)
}

function pinnedPath(): string | null {
  try {
    const path = join(dirname(createRequire(import.meta.url).resolve(`node-linux-${process.arch}/package.json`)), 'bin', 'node')
    return existsSync(path) ? path : null
  } catch {
    return null // it is not installed: an optional dependency
  }
}

async function disk({ dataDir, minFreeDiskBytes }: Config): Promise<Finding> {
  const { bavail, bsize } = await statfs(nearest(dataDir))
  const free = bavail * bsize
  const said = `${inWords(free)} free below ${dataDir}`
  if (free >= minFreeDiskBytes) return right('Disk', said)
  return wrong('Disk', `${said}, and below ${inWords(minFreeDiskBytes)} nothing new is accepted`, 'Free some space; it goes on by itself.')
}

function folder({ dataDir }: Config): Finding {
  const what = 'Data folder'
  if (!existsSync(dataDir)) return unknown(what, `${dataDir} is not there yet: the first start makes it`)
  try {
    accessSync(dataDir, constants.R_OK | constants.W_OK | constants.X_OK)
  } catch {
    return wrong(
      what,
      `${dataDir} cannot be read and written by this user`,
      'Run this as the user of the server, or give the folder to this user.',
    )
  }
  const { mode, uid } = statSync(dataDir)
  const me = process.getuid?.() ?? uid
  if (uid !== me && me !== 0) return wrong(what, `${dataDir} belongs to user ${uid}`, 'Run this as the user of the server.')
  if (process.platform !== 'win32' && (mode & 0o066) !== 0)
    return wrong(what, `others on this machine may read or write ${dataDir}`, `Close it: chmod go-rw ${dataDir}`)
  return right(what, dataDir)
}

/** A folder that is not there yet lies on the disk of the one above it. */
const nearest = (path: string): string => (existsSync(path) || dirname(path) === path ? path : nearest(dirname(path)))

const inWords = (bytes: number): string => (bytes >= 1e9 ? `${(bytes / 1e9).toFixed(1)} GB` : `${Math.round(bytes / 1e6)} MB`)
