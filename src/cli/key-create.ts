import { Command, InvalidArgumentError } from 'commander'
import { allScopes, type Scope, scopes } from '#src/workspaces/api-keys/scopes.ts'
import { makeKey } from '#src/workspaces/api-keys/store.ts'
import { answer } from './answer.ts'
import { type InWorkspace, withWorkspace, workspaceOption } from './operator.ts'
import { shortText } from './workspace-create.ts'

/** `tandem key create`: what a program shows to be let in. */
export function keyCreate(): Command {
  return new Command('create')
    .description('Make a key for a program. It is shown this once.')
    .addOption(workspaceOption())
    .requiredOption('--name <name>', 'what it is for, so that you know it again', shortText)
    .requiredOption('--scopes <scopes>', 'what it may do: names separated by commas, or all', scopesIn)
    .addHelpText('after', `\nScopes:\n${scopeLines}\n\nExample:\n  tandem key create --name shop --scopes messages:send,messages:read`)
    .action(create)
}

const scopeLines = Object.entries(scopes)
  .map(([name, meaning]) => `  ${name.padEnd(20)}${meaning}`)
  .join('\n')

async function create({ workspace, name, scopes, json }: InWorkspace & { name: string; scopes: Scope[] }): Promise<void> {
  await withWorkspace(workspace, async ({ db, workspace: { id: workspaceId, name: business } }) => {
    const made = await makeKey(db, { workspaceId, name, scopes, madeBy: null })
    answer(
      json,
      { workspaceId, ...made, name, scopes },
      `Key "${name}" of "${business}" is made. It is shown this once:\n\n  ${made.key}\n\nTake it back with: tandem key revoke --id ${made.id}`,
    )
  })
}

export function scopesIn(given: string): Scope[] {
  if (given.trim() === 'all') return allScopes
  const names = [...new Set(given.split(',').map((it) => it.trim()))]
  const strange = names.filter((it) => !(it in scopes))
  if (strange.length > 0)
    throw new InvalidArgumentError(`There is no scope "${strange.join('", "')}"; tandem key create --help lists them.`)
  return names as Scope[] // `as`: each was looked up
}
