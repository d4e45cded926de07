import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { createWriteStream, existsSync, renameSync, rmSync } from 'node:fs'
import type { Writable } from 'node:stream'
import { finished } from 'node:stream/promises'
import { codeOf } from '#src/platform/cannot-start.ts'
import { NotPossible } from '../not-possible.ts'
import type { Progress } from '../progress.ts'
import { sized } from '../progress.ts'
import type { Line } from './lines.ts'

/** Lines into a file that has its name only once it is whole. The last line counts the others and has their digest. */

export type Written = { counts: Record<string, number>; unreadable: number; bytes: number }

export async function writeLines(to: string, lines: AsyncIterable<Line[]>, progress: Progress): Promise<Written> {
  if (to === '-') return pour(process.stdout, lines, progress)
  if (existsSync(to)) throw new NotPossible(`${to} is there already: choose another name, or take it away.`)
  const draft = `${to}.unfinished`
  try {
    const file = createWriteStream(draft, { mode: 0o600, flush: true })
    const written = await pour(file, lines, progress)
    file.end()
    await finished(file)
    renameSync(draft, to)
    return written
  } catch (cause) {
    rmSync(draft, { force: true })
    throw codeOf(cause) && /^E[A-Z]+$/.test(codeOf(cause)!)
      ? new NotPossible(`${to} cannot be written (${codeOf(cause)}).`, { cause })
      : cause
  }
}

async function pour(to: Writable, lines: AsyncIterable<Line[]>, progress: Progress): Promise<Written> {
  const counts: Record<string, number> = {}
  const hash = createHash('sha256')
  let [unreadable, bytes, total] = [0, 0, 0]
  const failed = new Promise<never>((_, reject) => to.once('error', reject))
  failed.catch(() => {}) // whoever writes hears of it
  const write = async (text: string) => {
    bytes += Buffer.byteLength(text)
    if (!to.write(text)) await Promise.race([once(to, 'drain'), failed])
  }
  for await (const some of lines) {
    for (const it of some) {
      counts[it.kind] = (counts[it.kind] ?? 0) + 1
      if (it['sealed']) unreadable += 1
    }
    total += some.length
    const text = some.map((it) => `${JSON.stringify(it)}\n`).join('')
    hash.update(text)
    await write(text)
    progress.tell(`${total} lines, ${sized(bytes)} …`)
  }
  await write(`${JSON.stringify({ kind: 'end', counts, unreadable, sha256: hash.digest('hex') })}\n`)
  return { counts, unreadable, bytes }
}
