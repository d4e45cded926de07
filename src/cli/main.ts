import { CommanderError } from 'commander'
import { CannotStart } from '#src/platform/cannot-start.ts'
import { DbUnavailable } from '#src/platform/db-errors.ts'
import { ConfigError } from '../config.ts'
import { exitCodes } from './exit-codes.ts'
import { NotPossible, NotReachable, NotRight } from './not-possible.ts'
import { tandem } from './program.ts'

/** Runs the command, says what went wrong, and answers with an exit code that means something. */

// Whoever reads may have seen enough: tandem events | head
process.stdout.on('error', (error: { code?: string }) => process.exit(error.code === 'EPIPE' ? exitCodes.done : exitCodes.failed))

try {
  await tandem().parseAsync()
} catch (error) {
  process.exitCode = codeFor(error)
}

function codeFor(error: unknown): number {
  // Commander has said what was wrong, or has shown the help that was asked for.
  if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.done : exitCodes.usage
  if (error instanceof ConfigError || error instanceof NotRight) return say(error.message, exitCodes.usage)
  if (error instanceof NotPossible) return say(error.message, exitCodes.failed)
  if (error instanceof CannotStart || error instanceof DbUnavailable || error instanceof NotReachable)
    return say(error.message, exitCodes.unreachable)
  console.error(error)
  return exitCodes.failed
}

function say(message: string, code: number): number {
  console.error(process.argv.includes('--json') ? JSON.stringify({ error: message, exitCode: code }) : message)
  return code
}
