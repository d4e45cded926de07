/** Other people's programs that the interop tests talk to: there already, installable, or a plain sentence why not. */
import { execFileSync } from 'node:child_process'
import { getuid } from 'node:process'

const INSTALL_MS = 240_000

/** Sees to it that `command` can be run, installing Debian's `packageName` if need be. Answers null, or why the test cannot be run. */
export const need = (packageName: string, command: string): string | null => {
  if (runs(command)) return null
  if (!runs('apt-get')) return `${command} is not here, and neither is apt-get to install ${packageName}.`
  if (getuid?.() !== 0) return `${command} is not here; install ${packageName}, or run as root to have it installed.`
  try {
    const options = { stdio: 'ignore', timeout: INSTALL_MS, env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } } as const
    execFileSync('apt-get', ['update'], options)
    execFileSync('apt-get', ['install', '-y', '--no-install-recommends', packageName], options)
  } catch {
    return `${command} is not here, and installing ${packageName} failed.`
  }
  return runs(command) ? null : `${packageName} is installed, but ${command} does not run.`
}

/** A command, or a Perl module named as `perl -MNet::SMPP`. */
const runs = (command: string): boolean => {
  const [program = '', ...rest] = command.split(' ')
  try {
    if (rest.length > 0) execFileSync(program, [...rest, '-e', '1'], { stdio: 'ignore' })
    else execFileSync('sh', ['-c', `command -v ${program}`], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}
