import { Command } from 'commander'
import { allScopes } from '#src/workspaces/api-keys/scopes.ts'
import { keysOf } from '#src/workspaces/api-keys/store.ts'
import { answer } from './answer.ts'
import { type InWorkspace, withWorkspace, workspaceOption } from './operator.ts'
import { table } from './table.ts'

/** `tandem key list`: which programs are let in; the keys themselves nobody knows any more. */
export function keyList(): Command {
  return new Command('list').description('List the keys of a workspace, revoked ones too.').addOption(workspaceOption()).action(list)
}

async function list({ workspace, json }: InWorkspace): Promise<void> {
  const items = await withWorkspace(workspace, ({ db, workspace: { id } }) => db.web(id, (tx) => keysOf(tx, id)))
  const rows = items.map((it) => [
    it.id,
    `${it.shown}…`,
    it.name,
    it.revokedAt ? `revoked ${day(it.revokedAt)}` : it.lastUsedAt ? `used ${day(it.lastUsedAt)}` : 'not used yet',
    it.scopes.length === allScopes.length ? 'all' : it.scopes.join(','),
  ])
  answer(
    json,
    { items },
    rows.length > 0 ? table(['id', 'begins', 'name', 'use', 'scopes'], rows) : 'There is no key: tandem key create makes one.',
  )
}

const day = (at: Date): string => at.toISOString().slice(0, 10)
