import { Command } from 'commander'
import { channels } from '#src/channels/all.ts'
import { tryOut } from '#src/delivery/try-out/client.ts'
import type { Content } from '#src/message/content.ts'
import { type Given, over } from '#src/routing/links/settings.ts'
import { linksOf, type Row } from '#src/routing/links/store.ts'
import { answer } from './answer.ts'
import { exitCodes } from './exit-codes.ts'
import { checked, kindOf, several } from './link-add.ts'
import { typed } from './link-settings.ts'
import { NotPossible } from './not-possible.ts'
import { type InWorkspace, meant, openContent, withWorkspace, workspaceOption } from './operator.ts'

/** `tandem link test`: really binds, from this machine, and says what happened. */
export function linkTest(): Command {
  return new Command('test')
    .description('Open a link beside whatever is open, say within ten seconds what happened, and close it. Nothing is sent.')
    .addOption(workspaceOption())
    .requiredOption('--link <link>', 'its name or id in tandem link list')
    .option('--set <name=value>', 'try another setting instead, without saving it', several, [])
    .addHelpText('after', '\nExample:\n  tandem link test --link copperline --set port=3550 --set tls=true')
    .action(test)
}

async function test({ workspace, link, set, json }: InWorkspace & { link: string; set: string[] }): Promise<void> {
  const it = await withWorkspace(workspace, async ({ db, config, workspace: { id: workspaceId } }) => {
    const row = meant('link', await db.web(workspaceId, (tx) => linksOf(tx, workspaceId)), link)
    const kind = kindOf(row.channel)
    await using opened = await openContent(config, db)
    const known = { ...row.settings, ...(await secretsOf(opened.content, workspaceId, row)) }
    return { row, kind, settings: checked(kind, over(known, typed(kind, set))).settings }
  })
  const trial = await tryOut(channels)(it.kind, it.settings)
  answer(json, { linkId: it.row.id, ...trial }, `${trial.said} (${trial.ms} ms)`)
  if (!trial.ok) process.exitCode = exitCodes.failed
}

async function secretsOf(content: Content, workspaceId: number, { id, secrets }: Row): Promise<Given> {
  if (!secrets) return {}
  const [plain] = await content.open([{ workspaceId, table: 'links', row: id, column: 'secrets', sealed: secrets }])
  if (plain instanceof Uint8Array) return JSON.parse(plain.toString()) as Given // `as`: we wrote it
  throw new NotPossible('The key of the workspace cannot be had, so the secrets of the link cannot be read: tandem doctor says why.')
}
