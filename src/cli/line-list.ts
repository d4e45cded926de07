import { Command } from 'commander'
import { linesOfNumbers, mostNumbers, numbersOf } from '#src/numbers/store.ts'
import { teamsOf } from '#src/workspaces/teams/store.ts'
import { answer } from './answer.ts'
import { plainly } from './number-add.ts'
import { type InWorkspace, withWorkspace, workspaceOption } from './operator.ts'
import { table } from './table.ts'

/** `tandem line list` */
export function lineList(): Command {
  return new Command('list').description('List the lines: which link carries which number.').addOption(workspaceOption()).action(list)
}

async function list({ workspace, json }: InWorkspace): Promise<void> {
  const items = await withWorkspace(workspace, ({ db, workspace: { id } }) =>
    db.web(id, async (tx) => {
      const numbers = (await numbersOf(tx, id, { after: null, limit: mostNumbers })).map(({ uri }) => uri)
      const teams = new Map((await teamsOf(tx, id)).map((team) => [team.id, team.name]))
      const lines = await linesOfNumbers(tx, id, numbers)
      return lines.map(({ uri, teamId, ...it }) => ({ number: uri, ...it, teamId, teamName: teamId && (teams.get(teamId) ?? null) }))
    }),
  )
  const rows = items.map((it) => [
    it.id,
    plainly(it.number),
    it.enabled ? it.linkName : `${it.linkName} (switched off)`,
    it.teamName ?? 'programs only',
    String(it.rank),
  ])
  answer(
    json,
    { items },
    rows.length > 0 ? table(['id', 'number', 'link', 'team', 'rank'], rows) : 'There is no line yet: tandem line add makes one.',
  )
}
