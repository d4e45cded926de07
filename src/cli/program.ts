import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Command } from 'commander'
import { backup } from './backup.ts'
import { carrierAdd } from './carrier-add.ts'
import { carrierList } from './carrier-list.ts'
import { carrierTest } from './carrier-test.ts'
import { doctor } from './doctor.ts'
import { events } from './events.ts'
import { exitCodesInWords } from './exit-codes.ts'
import { exportWorkspace } from './export.ts'
import { keyCreate } from './key-create.ts'
import { keyList } from './key-list.ts'
import { keyRevoke } from './key-revoke.ts'
import { lineAdd } from './line-add.ts'
import { lineList } from './line-list.ts'
import { lineTest } from './line-test.ts'
import { linkAdd } from './link-add.ts'
import { linkList } from './link-list.ts'
import { linkTest } from './link-test.ts'
import { memberInvite } from './member-invite.ts'
import { memberReset } from './member-reset.ts'
import { numberAdd } from './number-add.ts'
import { numberList } from './number-list.ts'
import { numberTest } from './number-test.ts'
import { recoveryNew } from './recovery-new.ts'
import { restore } from './restore.ts'
import { send } from './send.ts'
import { serve } from './serve.ts'
import { workspaceCreate } from './workspace-create.ts'
import { workspaceList } from './workspace-list.ts'

/** The `tandem` command: what an operator does on the machine itself, with the same settings as the server. */

/** What `tandem --version` says. */
const { version } = JSON.parse(readFileSync(join(import.meta.dirname, '../../package.json'), 'utf8')) as { version: string } // `as`: our own

const afterHelp = `
Every command that answers takes --json: one JSON object on standard output, for scripts. What went wrong goes to standard error.

${exitCodesInWords}

The database is the server's: DATABASE_URL, or the Postgres in DATA_DIR. The server may run meanwhile, or not: what is changed
here it notices within seconds. The commands send, events, carrier test, number test and line test
speak to the running server, as any program does, with a key.`

export function tandem(): Command {
  const program = new Command('tandem')
    .description('Looks after a Tandem from the command line.')
    .version(version, '-V, --version', 'say which version this is')
    .addHelpText('after', afterHelp)
    .showHelpAfterError('(see tandem --help)')
    .configureHelp({ showGlobalOptions: true })
    .exitOverride()
  /** A command that was made elsewhere ends as all of them do. */
  const inherited = (command: Command): Command => command.copyInheritedSettings(program)
  const answering = (command: Command): Command => inherited(command).option('--json', 'answer in JSON')
  const group = (name: string, description: string, commands: Command[]): void => {
    const it = program.command(name).description(description)
    for (const command of commands) it.addCommand(answering(command))
  }

  program.addCommand(inherited(serve()))
  program.addCommand(answering(doctor()))
  group('workspace', 'Make and list workspaces.', [workspaceCreate(), workspaceList()])
  group('member', 'Let people into a workspace.', [memberInvite(), memberReset()])
  group('key', 'Let programs into a workspace.', [keyCreate(), keyList(), keyRevoke()])
  group('carrier', 'Name whom you interconnect with, and test them.', [carrierAdd(), carrierList(), carrierTest()])
  group('link', 'Connect to carriers, and try the connections.', [linkAdd(), linkList(), linkTest()])
  group('number', 'Say which numbers are yours, and test them.', [numberAdd(), numberList(), numberTest()])
  group('line', 'Let a link carry a number, and test that it does.', [lineAdd(), lineList(), lineTest()])
  program.addCommand(answering(send()))
  program.addCommand(answering(events()))
  group('recovery', 'The key that opens backups.', [recoveryNew()])
  program.addCommand(answering(backup()))
  program.addCommand(answering(restore()))
  program.addCommand(answering(exportWorkspace()))
  return program
}
