#!/usr/bin/env node
/** `npx tandem …`: makes sure everything is there, then runs the command. */
import { stop } from './boot/say.mjs'

const OLDEST_NODE = 20
if (Number.parseInt(process.versions.node, 10) < OLDEST_NODE) {
  stop(`Tandem needs Node ${OLDEST_NODE} or newer, and this is ${process.version}: install a newer one from https://nodejs.org.`)
}

if (process.argv[2] === 'serve' && process.argv.length === 3) await import('./boot.mjs')
else await command()

async function command() {
  const { install } = await import('./boot/install.mjs')
  const { pinnedNode } = await import('./boot/node.mjs')
  const { run } = await import('./boot/run.mjs')

  await install('run')
  process.exitCode = await run(pinnedNode(), ['src/cli/main.ts', ...process.argv.slice(2)], { inRoot: false })
}
