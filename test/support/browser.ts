import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { type Browser, chromium } from 'playwright-core'

/**
 * A Chromium for the tests, so that `npm test` needs nothing installed by hand: the system's, else the one inside an npm package, else, as
 * root on Debian, the one apt installs. CHROME_PATH names another.
 */
export async function launchBrowser(): Promise<Browser> {
  const system = systemBrowser()
  if (system) return chromium.launch({ executablePath: system, args: flags })
  return (await packagedBrowser()) ?? chromium.launch({ executablePath: installedBrowser(), args: flags })
}

const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // The 64 MB of a container's /dev/shm are not enough.
  '--disable-dev-shm-usage',
]

const names = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'chrome']
const elsewhere = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
]

function systemBrowser(): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(delimiter)
  const inPath = folders.flatMap((folder) => names.map((name) => join(folder, name)))
  return [process.env['CHROME_PATH'], ...inPath, ...elsewhere].find((it) => it && existsSync(it))
}

/** Linux on x64 only, and it may lack a library of the system: then null. */
async function packagedBrowser(): Promise<Browser | null> {
  if (process.platform !== 'linux' || process.arch !== 'x64') return null
  const { default: packaged } = await import('@sparticuz/chromium')
  const executablePath = await packaged.executablePath()
  return chromium.launch({ executablePath, args: [...packaged.args, ...flags] }).catch(() => null)
}

function installedBrowser(): string {
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    spawnSync('apt-get', ['update', '-qq'], { stdio: 'inherit' })
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
    spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'], { stdio: 'inherit', env })
  }
  const found = systemBrowser()
  if (!found) throw new Error('The browser tests need Chromium or Chrome: install one, or set CHROME_PATH.')
  return found
}
