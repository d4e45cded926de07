import { closeSync, openSync, readdirSync, readSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type pg from 'pg'
import { type Needle, type Scan, scanFor } from './scan.ts'

/** Everything that rests on the disk, and everything a query can see, searched for words that must not be there. */

/** Shorter ones may stand anywhere by chance. */
const SHORTEST = 12
/** Longer texts are looked for piece by piece too: a segment, or what was cut short, is a leak as well. */
const PIECE = 24
/** A piece of fewer kinds of letters is no evidence: dots, blanks. */
const KINDS = 8
const CHUNK_BYTES = 16 * 1024 * 1024

export type Leak = { where: string; what: string }

/** `secrets` are looked for however short. */
export function needlesOf(texts: Iterable<string>, secrets: readonly string[] = []): Needle[] {
  const words = new Set([...texts].flatMap((text) => [text, ...piecesOf(text)]).filter((it) => it.length >= SHORTEST))
  return [...secrets, ...words].flatMap((text) => encoded(text))
}

function piecesOf(text: string): string[] {
  const letters = [...text]
  const pieces = Array.from({ length: Math.floor(letters.length / PIECE) }, (_, at) => letters.slice(at * PIECE, (at + 1) * PIECE).join(''))
  return pieces.filter((it) => new Set(it).size >= KINDS)
}

/** As programs write text: in UTF-8, in both kinds of UTF-16, quoted in JSON, and as Postgres shows bytes. */
function encoded(text: string): Needle[] {
  const utf16 = Buffer.from(text, 'utf16le')
  const quoted = JSON.stringify(text).slice(1, -1)
  const ways = [Buffer.from(text), utf16, Buffer.from(utf16).swap16(), Buffer.from(Buffer.from(text).toString('hex'))]
  return [...ways, ...(quoted === text ? [] : [Buffer.from(quoted)])].map((bytes) => ({ name: text, bytes }))
}

/** Every file below these, byte by byte. */
export function leaksInFiles(paths: readonly string[], needles: readonly Needle[]): { leaks: Leak[]; bytes: number } {
  const scan = scanFor(needles)
  const overlap = Math.max(...needles.map(({ bytes }) => bytes.length))
  const buffer = Buffer.alloc(CHUNK_BYTES + overlap)
  const leaks: Leak[] = []
  let bytes = 0
  for (const path of paths.flatMap(filesBelow)) bytes += scanFile(path, { scan, overlap, buffer, leaks })
  return { leaks, bytes }
}

function filesBelow(path: string): string[] {
  if (statSync(path).isFile()) return [path]
  const all = readdirSync(path, { withFileTypes: true, recursive: true })
  return all.filter((it) => it.isFile()).map((it) => join(it.parentPath, it.name))
}

type Scanning = { scan: Scan; overlap: number; buffer: Buffer; leaks: Leak[] }

/** What lies across two chunks is seen with the second. */
function scanFile(path: string, { scan, overlap, buffer, leaks }: Scanning): number {
  const file = openSync(path, 'r')
  try {
    let kept = 0
    let total = 0
    for (let read = readSync(file, buffer, 0, CHUNK_BYTES, null); read > 0; read = readSync(file, buffer, kept, CHUNK_BYTES, null)) {
      total += read
      const known = buffer.subarray(0, kept + read)
      for (const { name, at } of scan(known)) leaks.push({ where: `${path} near byte ${total - read - kept + at}`, what: name })
      kept = Math.min(overlap, known.length)
      buffer.copyWithin(0, known.length - kept, known.length)
    }
    return total
  } finally {
    closeSync(file)
  }
}

/** Every column of every table, bytes as bytes and anything else as Postgres writes it. */
export async function leaksInTables(
  client: pg.Client,
  needles: readonly Needle[],
): Promise<{ leaks: Leak[]; rows: number; tables: number }> {
  const scan = scanFor(needles)
  const { rows: tables } = await client.query<{ name: string }>(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname not in ('information_schema') order by 1`,
  )
  const asTheyAre = { getTypeParser: (type: number) => (type === BYTEA ? fromHex : (value: string) => value) }
  const leaks: Leak[] = []
  let rows = 0
  for (const { name } of tables) {
    // `as`: parsers by type are all it is asked for
    const answer = await client.query({
      text: `select * from ${name}`,
      rowMode: 'array',
      types: asTheyAre as unknown as pg.CustomTypesConfig,
    })
    rows += answer.rows.length
    const values = (answer.rows as (Buffer | string | null)[][]).flatMap((row) => row.filter((it) => it !== null))
    for (const value of values)
      for (const { name: what } of scan(typeof value === 'string' ? Buffer.from(value) : value))
        leaks.push({ where: `table ${name}`, what })
  }
  return { leaks, rows, tables: tables.length }
}

const BYTEA = 17
const fromHex = (value: string): Buffer => Buffer.from(value.slice(2), 'hex')
