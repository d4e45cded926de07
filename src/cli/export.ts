import { Command } from 'commander'
import { readConfig } from '../config.ts'
import { answer } from './answer.ts'
import { recipientIn } from './backup/recovery-key.ts'
import { withDatabase } from './database.ts'
import { exported } from './export/lines.ts'
import { withView } from './export/view.ts'
import { writeLines } from './export/write.ts'
import { wholeNumber, workspaceNumbered } from './member-invite.ts'
import { openContent } from './operator.ts'
import { openProgress, sized } from './progress.ts'

/** `tandem export`: everything of a workspace that can be read, in the clear, for another program or another Tandem. */
export function exportWorkspace(): Command {
  return new Command('export')
    .description('Write everything of a workspace that can be read into a file, one JSON object a line.')
    .requiredOption('--workspace <number>', 'its number in tandem workspace list', wholeNumber)
    .requiredOption('--to <file>', 'a file that is not there yet; - is standard output')
    .option('--recipient <key>', 'seal it for this public key, age1…: only the secret half opens it, with the age program')
    .addHelpText(
      'after',
      '\nThe format is described in docs/guides/backup.md. Without --recipient what people wrote is in the file in the clear.',
    )
    .action(run)
}

type Options = { workspace: number; to: string; recipient?: string; json?: boolean }

async function run({ workspace, to, recipient: given, json }: Options): Promise<void> {
  const config = readConfig()
  const recipient = given === undefined ? null : await recipientIn(given)
  const progress = openProgress({ quiet: json === true && !process.stderr.isTTY })
  const done = await withDatabase(config, async (db, url) => {
    const it = await workspaceNumbered(db, workspace)
    await using opened = await openContent(config, db)
    return withView(url, it.id, (tx) => writeLines({ to, recipient, progress }, exported(tx, opened.content, it, new Date())))
  })
  const { counts, unreadable, bytes } = done
  const sealed = unreadable > 0 ? ` ${unreadable} things could not be read, because their key is away or shredded; they are marked.` : ''
  const words = `Exported ${counts['message'] ?? 0} messages, ${counts['contact'] ?? 0} contacts, ${counts['event'] ?? 0} events to ${to} (${sized(bytes)}).${sealed}`
  if (to === '-') console.error(words)
  else answer(json, { workspaceId: workspace, to, ...done }, words)
}
