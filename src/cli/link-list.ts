import { Command } from 'commander'
import { linksOf } from '#src/routing/links/store.ts'
import { answer } from './answer.ts'
import { type InWorkspace, withWorkspace, workspaceOption } from './operator.ts'
import { table } from './table.ts'

/** `tandem link list`: as they are set up. Whether they are up is known to the server that holds them: tandem doctor asks it. */
export function linkList(): Command {
  return new Command('list')
    .description('List the links as they are set up; tandem doctor says whether they are up.')
    .addOption(workspaceOption())
    .action(list)
}

async function list({ workspace, json }: InWorkspace): Promise<void> {
  const rows = await withWorkspace(workspace, ({ db, workspace: { id } }) => db.web(id, (tx) => linksOf(tx, id)))
  const items = rows.map(({ secrets, ...it }) => ({ ...it, hasSecrets: secrets !== null }))
  const lines = items.map((it) => [
    it.id,
    it.name,
    it.channel,
    it.carrierName ?? '',
    String(it.lines),
    it.enabled ? 'on' : 'off',
    inWords(it.settings),
  ])
  answer(
    json,
    { items },
    lines.length > 0
      ? table(['id', 'name', 'channel', 'carrier', 'lines', 'is', 'settings'], lines)
      : 'There is no link yet: tandem link add makes one.',
  )
}

const inWords = (settings: Record<string, unknown>): string =>
  Object.entries(settings)
    .map(([name, value]) => `${name}=${value}`)
    .join(' ')
