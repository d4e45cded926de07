import { Command, InvalidArgumentError } from 'commander'
import type { Address } from '#src/message/message.ts'
import { addressFrom } from '#src/numbers/parse.ts'
import { insertNumber, mostNumbers } from '#src/numbers/store.ts'
import { answer } from './answer.ts'
import { NotPossible } from './not-possible.ts'
import { type InWorkspace, note, withWorkspace, workspaceOption } from './operator.ts'
import { shortText } from './workspace-create.ts'

/** `tandem number add` */
export function numberAdd(): Command {
  return new Command('add')
    .description('Add a number the workspace owns.')
    .addOption(workspaceOption())
    .requiredOption('--number <number>', 'in full, like +14155550123, or a short code', numberIn)
    .requiredOption('--label <label>', 'what the team calls it', shortText)
    .addHelpText('after', '\nExample:\n  tandem number add --number +14155550123 --label "Front desk"')
    .action(add)
}

async function add({ workspace, number, label, json }: InWorkspace & { number: Address; label: string }): Promise<void> {
  await withWorkspace(workspace, async ({ db, workspace: { id: workspaceId } }) => {
    await db.web(workspaceId, async (tx) => {
      const added = await insertNumber(tx, { workspaceId, uri: number, label })
      if (added === 'known') throw new NotPossible(`${plainly(number)} is yours already: tandem number list shows it.`)
      if (added === 'full') throw new NotPossible(`A workspace has at most ${mostNumbers} numbers.`)
      note(tx, workspaceId, 'number.added', { number, name: label })
    })
    answer(
      json,
      { workspaceId, number, label },
      `${plainly(number)}, "${label}", is added. Let a link carry it: tandem line add --number ${plainly(number)} --link …`,
    )
  })
}

export function numberIn(given: string): Address {
  const uri = addressFrom(given)
  if (!uri) throw new InvalidArgumentError('It must be a phone number in full, like +14155550123.')
  return uri
}

/** As people write it. */
export const plainly = (uri: string): string => uri.replace(/^tel:/, '')
