import { Command, InvalidArgumentError, Option } from 'commander'
import type { Db } from '#src/platform/db.ts'
import { invite as inviteInto } from '#src/workspaces/invitations/store.ts'
import { joinLink } from '#src/workspaces/joins/link.ts'
import { JOIN_DAYS } from '#src/workspaces/joins/store.ts'
import { byMachine } from '#src/workspaces/members/by.ts'
import type { Role } from '#src/workspaces/roles.ts'
import { type Workspace, workspaces } from '#src/workspaces/store.ts'
import { roles } from '#src/workspaces/views.ts'
import { readConfig } from '../config.ts'
import { answer } from './answer.ts'
import { withDatabase } from './database.ts'
import { inboxUrl } from './inbox-url.ts'
import { NotPossible } from './not-possible.ts'
import { shortText } from './workspace-create.ts'

/** `tandem member invite`: another one-time link, for whichever role. */
export function memberInvite(): Command {
  return new Command('invite')
    .description('Make a one-time link for somebody to join a workspace.')
    .requiredOption('--workspace <number>', 'its number in tandem workspace list', wholeNumber)
    .addOption(new Option('--role <role>', 'what they may do').choices(roles).makeOptionMandatory())
    .option('--name <name>', 'for whom it is, so that you know it again in the list under Settings', shortText)
    .addHelpText('after', '\nExample:\n  tandem member invite --workspace 1 --role member --name Priya')
    .action(invite)
}

async function invite({ workspace, role, name, json }: { workspace: number; role: Role; name?: string; json?: boolean }): Promise<void> {
  const config = readConfig()
  const made = await withDatabase(config, async (db) => {
    const { id, name: business } = await workspaceNumbered(db, workspace)
    const invited = await inviteInto(db, { workspaceId: id, role, name: name ?? null, by: byMachine }, new Date())
    if (invited.kind !== 'made') throw new NotPossible('There are too many open invitations: take some back under Settings, Members.')
    return { id, name: business, token: invited.token }
  })
  const link = joinLink(inboxUrl(config), made.token)
  answer(
    json,
    { workspaceId: made.id, role, link, linkExpiresInDays: JOIN_DAYS },
    `Whoever opens this link, once, within ${JOIN_DAYS} days, joins "${made.name}" as ${role}:\n\n  ${link}`,
  )
}

export async function workspaceNumbered(db: Db, number: number): Promise<Workspace> {
  const found = (await workspaces(db)).find((it) => it.id === number)
  if (!found) throw new NotPossible(`There is no workspace ${number}: tandem workspace list shows those there are.`)
  return found
}

export function wholeNumber(given: string): number {
  if (!/^[1-9]\d{0,8}$/.test(given)) throw new InvalidArgumentError('It must be a number.')
  return Number(given)
}
