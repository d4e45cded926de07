import { Command, InvalidArgumentError } from 'commander'
import { joinLink } from '#src/workspaces/joins/link.ts'
import { JOIN_DAYS, makeJoin } from '#src/workspaces/joins/store.ts'
import { createWorkspace } from '#src/workspaces/store.ts'
import { readConfig } from '../config.ts'
import { answer } from './answer.ts'
import { withDatabase } from './database.ts'
import { inboxUrl } from './inbox-url.ts'

/** `tandem workspace create`: the first thing after `npm run serve`. */
export function workspaceCreate(): Command {
  return new Command('create')
    .description('Make a workspace with one team, and a one-time link for its owner.')
    .requiredOption('--name <name>', 'what the business is called', shortText)
    .option('--time-zone <zone>', 'where its day begins, as in America/New_York', timeZone, 'America/New_York')
    .addHelpText('after', `\nExample:\n  tandem workspace create --name "Riverside Dental" --time-zone Europe/Madrid`)
    .action(create)
}

type Options = { name: string; timeZone: string; json?: boolean }

async function create({ name, timeZone, json }: Options): Promise<void> {
  const config = readConfig()
  const made = await withDatabase(config, async (db) => {
    const { workspaceId, teamId } = await createWorkspace(db, { name, timeZone, demo: false })
    return { workspaceId, teamId, token: await makeJoin(db, workspaceId, 'owner', new Date()) }
  })
  const { token, ...workspace } = made
  const link = joinLink(inboxUrl(config), token)
  answer(
    json,
    // `ownerLink`: what `link` was called until 0.1; it goes with 0.3
    { ...workspace, name, timeZone, link, ownerLink: link, linkExpiresInDays: JOIN_DAYS },
    `Workspace ${workspace.workspaceId}, "${name}", is made.\n\nIts owner opens this link, once, within ${JOIN_DAYS} days:\n\n  ${link}\n\n` +
      'Whoever has it becomes the owner: hand it over as you would a key.',
  )
}

const LONGEST_NAME = 100

export function shortText(given: string): string {
  const text = given.trim()
  if (text === '' || text.length > LONGEST_NAME) throw new InvalidArgumentError(`It must have 1 to ${LONGEST_NAME} characters.`)
  return text
}

export function timeZone(given: string): string {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: given }).resolvedOptions().timeZone
  } catch (error) {
    if (error instanceof RangeError) throw new InvalidArgumentError('It must be a zone of the tz database, like Europe/Madrid.')
    throw error
  }
}
