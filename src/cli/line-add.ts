import { Command, Option } from 'commander'
import type { Address } from '#src/message/message.ts'
import { insertLine, mostLinesOfNumber, numberOf } from '#src/numbers/store.ts'
import type { Tx } from '#src/platform/db.ts'
import { takenIndex } from '#src/platform/db-errors.ts'
import { newId } from '#src/platform/ids.ts'
import { linksOf } from '#src/routing/links/store.ts'
import { teamsOf } from '#src/workspaces/teams/store.ts'
import { answer } from './answer.ts'
import { wholeNumber } from './member-invite.ts'
import { NotPossible, NotRight } from './not-possible.ts'
import { numberIn, plainly } from './number-add.ts'
import { type InWorkspace, meant, note, withWorkspace, workspaceOption } from './operator.ts'

/** `tandem line add`: from now on messages leave from this number through this link, and arrive on it. */
export function lineAdd(): Command {
  return new Command('add')
    .description('Let a link carry a number.')
    .addOption(workspaceOption())
    .requiredOption('--number <number>', 'one of yours', numberIn)
    .requiredOption('--link <link>', 'its name or id in tandem link list')
    .option('--team <team>', 'who works what comes in, by name or id; not needed where there is one team only')
    .addOption(new Option('--no-team', 'nobody: it is for programs, and makes no conversations'))
    .option('--rank <rank>', 'the lowest goes first where several links carry the number: 1, 2, …; without it first of all', wholeNumber)
    .addHelpText('after', '\nExample:\n  tandem line add --number +14155550123 --link copperline')
    .action(add)
}

type Options = InWorkspace & { number: Address; link: string; team?: string | boolean; rank?: number }

async function add({ workspace, number, link: linkGiven, team, rank = 0, json }: Options): Promise<void> {
  await withWorkspace(workspace, async ({ db, workspace: { id: workspaceId } }) => {
    const id = newId()
    const { link, teamId } = await db.web(workspaceId, async (tx) => {
      const link = meant('link', await linksOf(tx, workspaceId), linkGiven)
      const teamId = await teamMeant(tx, workspaceId, team)
      const known = await numberOf(tx, workspaceId, number)
      if (!known) throw new NotPossible(`${plainly(number)} is not yours yet: tandem number add makes it so.`)
      const added = await insertLine(tx, { workspaceId, id, uri: number, linkId: link.id, teamId, rank }).catch((cause: unknown) => {
        throw takenIndex(cause) ? new NotPossible(`${plainly(number)} is on "${link.name}" already.`) : cause
      })
      if (!added) throw new NotPossible(`A number has at most ${mostLinesOfNumber} lines.`)
      note(tx, workspaceId, 'line.added', { line: id, number, link: link.id, name: known.label })
      return { link, teamId }
    })
    answer(json, { workspaceId, id, number, linkId: link.id, teamId, rank }, `"${link.name}" carries ${plainly(number)} from now on.`)
  })
}

/** Commander gives `false` for --no-team, and nothing where neither was said. */
async function teamMeant(tx: Tx, workspaceId: number, given: string | boolean | undefined): Promise<string | null> {
  if (given === false) return null
  const teams = await teamsOf(tx, workspaceId)
  if (typeof given === 'string') return meant('team', teams, given).id
  if (teams.length > 1) throw new NotRight(`Say who works it: --team ${teams.map(({ name }) => `"${name}"`).join(' or ')}, or --no-team.`)
  return teams[0]?.id ?? null
}
