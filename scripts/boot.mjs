#!/usr/bin/env node
/**
 * What `npm start`, `npm run serve`, `npm test`, `npm run bench` and `npm run torture` run first, under whatever Node there is: installs what
 * is missing, builds the web app if it is stale, and hands over to the Node that Tandem pins. Plain JavaScript, and nothing from node_modules.
 */
import { stop } from './boot/say.mjs'

const OLDEST_NODE = 20
const modes = ['start', 'serve', 'check', 'bench', 'torture']
const [mode, ...args] = process.argv.slice(2)

if (Number.parseInt(process.versions.node, 10) < OLDEST_NODE) {
  stop(`Tandem needs Node ${OLDEST_NODE} or newer, and this is ${process.version}: install a newer one from https://nodejs.org.`)
}
if (!modes.includes(mode)) stop(`Usage: node scripts/boot.mjs <${modes.join('|')}>`)

const { install } = await import('./boot/install.mjs')
const { pinnedNode } = await import('./boot/node.mjs')

await install(mode === 'start' || mode === 'serve' ? 'run' : 'all')
const node = pinnedNode()
if (mode === 'check') {
  const { check } = await import('./boot/check.mjs')
  process.exitCode = await check(node, args)
} else if (mode === 'bench' || mode === 'torture') {
  const { run } = await import('./boot/run.mjs')
  process.exitCode = await run(node, [`${mode}/run.ts`, ...args])
} else {
  const { buildWeb } = await import('./boot/web.mjs')
  const { run } = await import('./boot/run.mjs')
  await buildWeb(node)
  process.exitCode = await run(node, ['src/main.ts', ...(mode === 'start' ? ['--world'] : []), ...args])
}
