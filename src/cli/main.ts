import { Command, CommanderError } from 'commander'
import { CannotStart } from '#src/platform/cannot-start.ts'
import { DbUnavailable } from '#src/platform/db-errors.ts'
import { ConfigError } from '../config.ts'
import { memberInvite } from './member-invite.ts'
import { memberReset } from './member-reset.ts'
import { NotPossible } from './not-possible.ts'
import { workspaceCreate } from './workspace-create.ts'
import { workspaceList } from './workspace-list.ts'

/** The `tandem` command: what an operator does on the machine itself, with the same settings as the server. */

export const exitCodes = { done: 0, failed: 1, usage: 2, noDatabase: 3 } as const

const afterHelp = `
Every command takes --json: one JSON object on standard output, for scripts. What went wrong goes to standard error.

Exit codes:
  ${exitCodes.done}  done
  ${exitCodes.failed}  it could not be done, and why is said
  ${exitCodes.usage}  the command or a setting is not right
  ${exitCodes.noDatabase}  the database could not be reached or started

The database is the server's: DATABASE_URL, or the Postgres in DATA_DIR. The server may run meanwhile, or not.`

const program = new Command('tandem')
  .description('Looks after a Tandem from the command line.')
  .addHelpText('after', afterHelp)
  .showHelpAfterError('(see tandem --help)')
  .configureHelp({ showGlobalOptions: true })
  .exitOverride()

const group = (name: string, description: string): Command => program.command(name).description(description)

group('workspace', 'Make and list workspaces.').addCommand(inherited(workspaceCreate())).addCommand(inherited(workspaceList()))
group('member', 'Let people into a workspace.').addCommand(inherited(memberInvite())).addCommand(inherited(memberReset()))

/** A command that was made elsewhere ends as all of them do. */
function inherited(command: Command): Command {
  return command.copyInheritedSettings(program).option('--json', 'answer in JSON')
}

try {
  await program.parseAsync()
} catch (error) {
  process.exitCode = codeFor(error)
}

function codeFor(error: unknown): number {
  // Commander has said what was wrong, or has shown the help that was asked for.
  if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.done : exitCodes.usage
  if (error instanceof ConfigError) return say(error.message, exitCodes.usage)
  if (error instanceof NotPossible) return say(error.message, exitCodes.failed)
  if (error instanceof CannotStart || error instanceof DbUnavailable) return say(error.message, exitCodes.noDatabase)
  console.error(error)
  return exitCodes.failed
}

function say(message: string, code: number): number {
  console.error(process.argv.includes('--json') ? JSON.stringify({ error: message, exitCode: code }) : message)
  return code
}
