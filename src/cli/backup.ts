import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { Command } from 'commander'
import { readConfig } from '../config.ts'
import { answer } from './answer.ts'
import type { Manifest } from './backup/manifest.ts'
import { recipientIn } from './backup/recovery-key.ts'
import { writeBackup } from './backup/write.ts'
import { withServer } from './database.ts'
import { NotPossible } from './not-possible.ts'
import { openProgress, sized } from './progress.ts'

/** `tandem backup`: all workspaces and their keys, of one moment, while the server runs. */
export function backup(): Command {
  return new Command('backup')
    .description('Write everything, keys included, into a folder that only the recovery key opens. The server may run meanwhile.')
    .requiredOption('--to <folder>', 'a folder that is not there yet')
    .requiredOption('--recovery <key>', 'the public half of the recovery key, age1…, or a file with it; tandem recovery new makes one')
    .addHelpText(
      'after',
      '\nExample:\n  tandem backup --to /backups/$(date +%F) --recovery age1…\n\ndocs/guides/backup.md has the rest, restoring above all.',
    )
    .action(run)
}

async function run({ to, recovery, json }: { to: string; recovery: string; json?: boolean }): Promise<void> {
  const config = readConfig()
  const recipient = await recipientIn(recovery)
  if (!config.databaseUrl && !existsSync(join(config.dataDir, 'postgres')))
    throw new NotPossible(`There is nothing to back up in ${config.dataDir}: set DATA_DIR or DATABASE_URL as for the server.`)
  const progress = openProgress({ quiet: json === true && !process.stderr.isTTY })
  const manifest = await withServer(config, (url) => writeBackup({ url, key: config.key, to, recipient, now: new Date(), progress }))
  const bytes = manifest.tables.reduce((sum, it) => sum + it.bytes, 0)
  answer(
    json,
    { to, at: manifest.at, schema: manifest.schema, recipient, rows: rowsIn(manifest), bytes, keys: manifest.keys },
    `Backed up to ${to}: ${rowsIn(manifest)} rows of ${manifest.tables.length} tables, ${sized(bytes)}; ${keysInWords(manifest)}\n` +
      `Check it now and then, where the secret half of the recovery key is: tandem restore --from ${to} --recovery-key <file> --check`,
  )
}

export const rowsIn = ({ tables }: Manifest): number => tables.reduce((sum, { rows }) => sum + rows, 0)

export const keysInWords = ({ keys }: Manifest): string =>
  keys.kind === 'files'
    ? keys.count === 1
      ? 'the key of one workspace is in it.'
      : `the keys of ${keys.count} workspaces are in it.`
    : `the keys stay in the key server at ${keys.host}: back that up too.`
