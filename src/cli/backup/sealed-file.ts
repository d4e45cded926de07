import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip, createGzip } from 'node:zlib'
import { Decrypter, Encrypter } from 'age-encryption'

/** Files of a backup: gzip within age, so that `age --decrypt | gunzip` opens them anywhere. */

export type Sealed = { bytes: number; sha256: string }
type Bytes = AsyncIterable<Uint8Array>

/** What is sealed is mostly noise already: the quickest packing is as good as the best. */
const packing = { level: 1 }

export async function writeSealed(path: string, text: AsyncIterable<string>, recipient: string): Promise<Sealed> {
  const hash = createHash('sha256')
  let bytes = 0
  await pipeline(
    text,
    createGzip(packing),
    sealing(recipient),
    async function* (chunks: Bytes) {
      for await (const chunk of chunks) {
        hash.update(chunk)
        bytes += chunk.length
        yield chunk
      }
    },
    createWriteStream(path, { mode: 0o600, flush: true }),
  )
  return { bytes, sha256: hash.digest('hex') }
}

export const sealing = (recipient: string) =>
  async function* (chunks: Bytes): AsyncGenerator<Uint8Array> {
    const it = new Encrypter()
    it.addRecipient(recipient)
    yield* await it.encrypt(webStreamOf(chunks))
  }

/** Lines end at a newline and nowhere else: what people write may have the other separators in it. */
export async function* linesOf(path: string, identity: string): AsyncGenerator<string[]> {
  const plain = createGunzip()
  const reading = pipeline(createReadStream(path), opening(identity), plain)
  reading.catch(() => {}) // awaited below, once what came before is told
  const decoder = new TextDecoder()
  let rest = ''
  for await (const chunk of plain) {
    const lines = (rest + decoder.decode(chunk as Buffer, { stream: true })).split('\n') // `as`: gunzip gives bytes
    rest = lines.pop() ?? ''
    if (lines.length > 0) yield lines
  }
  await reading
  if (rest !== '') yield [rest]
}

const opening = (identity: string) =>
  async function* (chunks: Bytes): AsyncGenerator<Uint8Array> {
    const it = new Decrypter()
    it.addIdentity(identity)
    yield* await it.decrypt(webStreamOf(chunks))
  }

const webStreamOf = (chunks: Bytes) => Readable.toWeb(Readable.from(chunks)) as ReadableStream<Uint8Array> // `as`: Node's own type of the same

export async function digestOf(path: string): Promise<Sealed> {
  const hash = createHash('sha256')
  let bytes = 0
  for await (const chunk of createReadStream(path) as Bytes) {
    hash.update(chunk)
    bytes += chunk.length
  }
  return { bytes, sha256: hash.digest('hex') }
}
