import { Command } from 'commander'
import { workspaces } from '#src/workspaces/store.ts'
import { readConfig } from '../config.ts'
import { answer } from './answer.ts'
import { withDatabase } from './database.ts'

/** `tandem workspace list`: their numbers, for the other commands. */
export function workspaceList(): Command {
  return new Command('list').description('List the workspaces.').action(list)
}

async function list({ json }: { json?: boolean }): Promise<void> {
  const items = await withDatabase(readConfig(), workspaces)
  const lines = items.map((it) => `${String(it.id).padStart(4)}  ${it.name}  (${it.timeZone}${it.demo ? ', demo' : ''})`)
  answer(json, { items }, lines.join('\n') || 'There is no workspace yet: tandem workspace create makes one.')
}
