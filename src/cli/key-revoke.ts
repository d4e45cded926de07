import { Command, InvalidArgumentError } from 'commander'
import { revokeKey } from '#src/workspaces/api-keys/store.ts'
import { answer } from './answer.ts'
import { NotPossible } from './not-possible.ts'
import { type InWorkspace, withWorkspace, workspaceOption } from './operator.ts'

/** `tandem key revoke`: the program with this key stays outside from now on. */
export function keyRevoke(): Command {
  return new Command('revoke')
    .description('Take a key back, for good.')
    .addOption(workspaceOption())
    .requiredOption('--id <id>', 'its id in tandem key list', uuid)
    .addHelpText('after', '\nA running server believes a key it has just seen for another 5 seconds.')
    .action(revoke)
}

async function revoke({ workspace, id, json }: InWorkspace & { id: string }): Promise<void> {
  await withWorkspace(workspace, async ({ db, workspace: { id: workspaceId } }) => {
    if (!(await db.web(workspaceId, (tx) => revokeKey(tx, workspaceId, id, new Date()))))
      throw new NotPossible('There is no such key in use in this workspace: tandem key list shows them.')
    answer(json, { workspaceId, id, revoked: true }, 'It is revoked: within 5 seconds nobody gets in with it.')
  })
}

export function uuid(given: string): string {
  if (!/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(given)) throw new InvalidArgumentError('It must be an id, as the lists show them.')
  return given.toLowerCase()
}
