import { resolve } from 'node:path'
import { Command, Option } from 'commander'
import { readConfig } from '../config.ts'
import { answer } from './answer.ts'
import type { Queued } from './backup/load/store.ts'
import { manifestIn } from './backup/manifest.ts'
import { keysIn, mustBeWhole, mustOpen, type Reading, rowsOf } from './backup/read.ts'
import { identityIn } from './backup/recovery-key.ts'
import { mustKnow, restoreInto } from './backup/restore-into.ts'
import { keysInWords, rowsIn } from './backup.ts'
import { openProgress } from './progress.ts'

/** `tandem restore`: a backup on a fresh machine; or, with --check, only the certainty that it could be. */
export function restore(): Command {
  const queued = new Option(
    '--queued <choice>',
    'what waited to be sent when the backup was made: it may have gone since, so ask; or send it',
  )
  return new Command('restore')
    .description('Put a backup into a fresh DATA_DIR, or into an empty database at DATABASE_URL.')
    .requiredOption('--from <folder>', 'the backup')
    .requiredOption('--recovery-key <file>', 'the secret half of the recovery key')
    .addOption(queued.choices(['ask', 'send']).default('ask'))
    .option('--check', 'change nothing: only see whether every byte is there and opens')
    .addHelpText('after', '\nStop the old server first, if it still runs: two must not speak to the same carriers.')
    .action(run)
}

type Options = { from: string; recoveryKey: string; queued: Queued; check?: boolean; json?: boolean }

async function run({ from, recoveryKey, queued, check, json }: Options): Promise<void> {
  const progress = openProgress({ quiet: json === true && !process.stderr.isTTY })
  const folder = resolve(from)
  const manifest = manifestIn(folder)
  const reading: Reading = { folder, manifest, identity: identityIn(recoveryKey), progress }
  await mustOpen(reading)
  mustKnow(manifest)
  await mustBeWhole(reading)
  const rows = rowsIn(manifest)
  const what = `${rows} rows of ${manifest.tables.length} tables as they were on ${manifest.at.slice(0, 16).replace('T', ' ')} UTC`
  if (check) {
    await openAll(reading)
    return answer(json, { from: folder, at: manifest.at, rows, whole: true }, `It is whole and opens: ${what}; ${keysInWords(manifest)}`)
  }
  const config = readConfig()
  await restoreInto(config, reading, queued)
  const doubt =
    queued === 'ask'
      ? 'What waited to be sent is in doubt now: the inbox asks about it, codes go again by themselves.'
      : 'What waited to be sent goes out.'
  answer(
    json,
    { from: folder, at: manifest.at, rows, queued },
    `Restored: ${what}; ${keysInWords(manifest)}\n${doubt}\nStart it: npm run serve`,
  )
}

async function openAll(reading: Reading): Promise<void> {
  await keysIn(reading)
  let rows = 0
  for (const table of reading.manifest.tables)
    for await (const lines of rowsOf(reading, table)) {
      for (const line of lines) JSON.parse(line)
      rows += lines.length
      reading.progress.tell(`Opened ${rows} rows …`)
    }
}
