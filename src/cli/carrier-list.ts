import { Command } from 'commander'
import { carriersOf } from '#src/routing/carriers/store.ts'
import { answer } from './answer.ts'
import { type InWorkspace, withWorkspace, workspaceOption } from './operator.ts'
import { table } from './table.ts'

/** `tandem carrier list` */
export function carrierList(): Command {
  return new Command('list').description('List the carriers.').addOption(workspaceOption()).action(list)
}

async function list({ workspace, json }: InWorkspace): Promise<void> {
  const items = await withWorkspace(workspace, ({ db, workspace: { id } }) => db.web(id, (tx) => carriersOf(tx, id)))
  const rows = items.map(({ id, name, links }) => [id, name, String(links)])
  answer(json, { items }, rows.length > 0 ? table(['id', 'name', 'links'], rows) : 'There is no carrier yet: tandem carrier add makes one.')
}
