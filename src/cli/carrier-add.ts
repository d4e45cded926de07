import { Command } from 'commander'
import { newId } from '#src/platform/ids.ts'
import { addCarrier, mostCarriers } from '#src/routing/carriers/store.ts'
import { answer } from './answer.ts'
import { NotPossible, nameTaken } from './not-possible.ts'
import { type InWorkspace, note, withWorkspace, workspaceOption } from './operator.ts'
import { shortText } from './workspace-create.ts'

/** `tandem carrier add`: a name, for links to lead to. */
export function carrierAdd(): Command {
  return new Command('add')
    .description('Add a carrier, for links to lead to.')
    .addOption(workspaceOption())
    .requiredOption('--name <name>', 'what you call it', shortText)
    .addHelpText('after', '\nExample:\n  tandem carrier add --name "Copperline Mobile"')
    .action(add)
}

async function add({ workspace, name, json }: InWorkspace & { name: string }): Promise<void> {
  await withWorkspace(workspace, async ({ db, workspace: { id: workspaceId } }) => {
    const id = newId()
    await db.web(workspaceId, async (tx) => {
      const not = await addCarrier(tx, { workspaceId, id, name })
      if (not === 'too_many') throw new NotPossible(`A workspace has at most ${mostCarriers} carriers.`)
      if (not === 'name_taken') throw nameTaken('carrier', name)
      note(tx, workspaceId, 'carrier.added', { carrier: id, name })
    })
    answer(json, { workspaceId, id, name }, `Carrier "${name}" is added. Connect to it: tandem link add --carrier "${name}" …`)
  })
}
