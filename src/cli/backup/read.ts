import { join } from 'node:path'
import { z } from 'zod'
import { codeOf } from '#src/platform/cannot-start.ts'
import { NotPossible } from '../not-possible.ts'
import { type Progress, sized } from '../progress.ts'
import type { KeyFiles } from './key-files.ts'
import type { Manifest } from './manifest.ts'
import { recipientOf } from './recovery-key.ts'
import { digestOf, linesOf } from './sealed-file.ts'

/** What a backup holds, believed only once every byte of it is as it was written. */

export type Reading = { folder: string; manifest: Manifest; identity: string; progress: Progress }

export async function mustOpen({ manifest, identity }: Pick<Reading, 'manifest' | 'identity'>): Promise<void> {
  const recipient = await recipientOf(identity)
  if (recipient === manifest.recipient) return
  throw new NotPossible(
    `This is not the recovery key of this backup: it was made for ${manifest.recipient}, and this is the secret half of ${recipient}.`,
  )
}

export async function mustBeWhole({ folder, manifest, progress }: Pick<Reading, 'folder' | 'manifest' | 'progress'>): Promise<void> {
  const files = [...manifest.tables, ...(manifest.keys.kind === 'files' ? [manifest.keys] : [])]
  let done = 0
  for (const { file, bytes, sha256 } of files) {
    const found = await digestOf(join(folder, file)).catch((cause) => {
      throw new NotPossible(`The backup is not whole: ${file} cannot be read (${codeOf(cause)}).`, { cause })
    })
    if (found.bytes !== bytes || found.sha256 !== sha256) throw new NotPossible(`The backup is damaged: ${file} is not as it was written.`)
    done += bytes
    progress.tell(`Checked ${sized(done)} …`)
  }
}

const keyFiles = z.object({ files: z.record(z.string(), z.string()) })

export async function keysIn({ folder, manifest, identity }: Reading): Promise<KeyFiles> {
  if (manifest.keys.kind === 'server') return {}
  let text = ''
  for await (const lines of opened(join(folder, manifest.keys.file), manifest.keys.file, identity)) text += lines.join('\n')
  return keyFiles.parse(JSON.parse(text)).files
}

/** Rows as lines of JSON, in batches. As many as the manifest says, or it throws. */
export async function* rowsOf({ folder, identity }: Reading, { name, file, rows }: Manifest['tables'][number]): AsyncGenerator<string[]> {
  let count = 0
  for await (const lines of opened(join(folder, file), file, identity)) {
    count += lines.length
    yield lines
  }
  if (count !== rows) throw new NotPossible(`The backup is damaged: ${file} has ${count} rows of ${name}, and should have ${rows}.`)
}

async function* opened(path: string, file: string, identity: string): AsyncGenerator<string[]> {
  const lines = linesOf(path, identity)
  for (;;) {
    const { value, done } = await lines.next().catch((cause) => {
      throw new NotPossible(`${file} of the backup cannot be opened with this recovery key.`, { cause })
    })
    if (done) return
    yield value
  }
}
