import { createHash } from 'node:crypto'
import { createWriteStream, existsSync, renameSync, rmSync } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { codeOf } from '#src/platform/cannot-start.ts'
import { sealing } from '../backup/sealed-file.ts'
import { NotPossible } from '../not-possible.ts'
import { type Progress, sized } from '../progress.ts'
import type { Line } from './lines.ts'

/** Lines into a file that has its name only once it is whole. The last line counts the others and has their digest. */

export type Written = { counts: Record<string, number>; unreadable: number; bytes: number }
export type Target = { to: string; recipient: string | null; progress: Progress }

export async function writeLines({ to, recipient, progress }: Target, lines: AsyncIterable<Line[]>): Promise<Written> {
  const written: Written = { counts: {}, unreadable: 0, bytes: 0 }
  const text = Readable.from(textOf(lines, written, progress), { objectMode: false })
  const pour = (target: NodeJS.WritableStream, end: boolean) =>
    recipient ? pipeline(text, sealing(recipient), target, { end }) : pipeline(text, target, { end })
  if (to === '-') {
    await pour(process.stdout, false)
    return written
  }
  if (existsSync(to)) throw new NotPossible(`${to} is there already: choose another name, or take it away.`)
  const draft = `${to}.unfinished`
  try {
    await pour(createWriteStream(draft, { mode: 0o600, flush: true }), true)
    renameSync(draft, to)
    return written
  } catch (cause) {
    rmSync(draft, { force: true })
    const code = codeOf(cause) ?? ''
    throw /^E[A-Z]+$/.test(code) ? new NotPossible(`${to} cannot be written (${code}).`, { cause }) : cause
  }
}

async function* textOf(lines: AsyncIterable<Line[]>, written: Written, progress: Progress): AsyncGenerator<string> {
  const { counts } = written
  const hash = createHash('sha256')
  let total = 0
  for await (const some of lines) {
    for (const it of some) {
      counts[it.kind] = (counts[it.kind] ?? 0) + 1
      if (it['sealed']) written.unreadable += 1
    }
    total += some.length
    const text = some.map((it) => `${JSON.stringify(it)}\n`).join('')
    hash.update(text)
    written.bytes += Buffer.byteLength(text)
    progress.tell(`${total} lines, ${sized(written.bytes)} …`)
    yield text
  }
  yield `${JSON.stringify({ kind: 'end', counts, unreadable: written.unreadable, sha256: hash.digest('hex') })}\n`
}
