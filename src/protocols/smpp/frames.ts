/** Cuts a stream of chunks into whole PDUs. What is not whole yet stays where it is. */
import { UnrecoverablePduError } from './errors.ts'
import { HEADER_BYTES } from './pdu.ts'

/** A 64 KiB payload and everything around it. A longer PDU ends the session: nothing legal is that long. */
export const MAX_PDU_BYTES = 70_000
const RINVCMDLEN = 0x02
const EMPTY = Buffer.alloc(0)

export class Framer {
  /** After `next()` said yes: the PDU lies in `buffer` from `start` to `end`. */
  buffer: Buffer = EMPTY
  start = 0
  end = 0
  readonly #maxPduBytes: number
  #parts: Buffer[] = []
  #partsBytes = 0

  constructor(maxPduBytes: number = MAX_PDU_BYTES) {
    this.#maxPduBytes = maxPduBytes
  }

  /** Adds what the socket gave. Call `next()` until it says no before pushing again. */
  push(chunk: Uint8Array) {
    const bytes = Buffer.isBuffer(chunk) ? chunk : Buffer.from(chunk.buffer, chunk.byteOffset, chunk.length)
    if (this.#partsBytes === 0) return this.#read(bytes)
    this.#parts.push(bytes)
    this.#partsBytes += bytes.length
    // Joining only once enough is there keeps a peer that sends single octets from costing us the square of them.
    if (this.#partsBytes >= this.#wanted()) this.#read(Buffer.concat(this.#parts))
  }

  /** Moves to the next whole PDU. Throws UnrecoverablePduError when its length is impossible. */
  next(): boolean {
    const from = this.end
    const bytes = this.buffer.length - from
    if (bytes < 4 || this.#partsBytes > 0) return this.#rest(from, bytes)
    const length = this.buffer.readUInt32BE(from) // spec: SMPP 3.4 §5.1.1
    if (length < HEADER_BYTES || length > this.#maxPduBytes) throw this.#impossible(length, from, bytes)
    if (bytes < length) return this.#rest(from, bytes)
    this.start = from
    this.end = from + length
    return true
  }

  /** Octets of a PDU that has begun and not ended. */
  get pendingBytes(): number {
    return this.#partsBytes
  }

  #read(bytes: Buffer) {
    this.buffer = bytes
    this.start = 0
    this.end = 0
    this.#parts = []
    this.#partsBytes = 0
  }

  #rest(from: number, bytes: number): boolean {
    if (bytes > 0 && this.#partsBytes === 0) {
      this.#parts = [this.buffer.subarray(from)]
      this.#partsBytes = bytes
    }
    this.buffer = EMPTY
    this.start = 0
    this.end = 0
    return false
  }

  #wanted(): number {
    if (this.#partsBytes < HEADER_BYTES) return HEADER_BYTES
    if (this.#parts[0]!.length < HEADER_BYTES) this.#parts = [Buffer.concat(this.#parts)]
    const length = this.#parts[0]!.readUInt32BE(0)
    return length > this.#maxPduBytes ? 0 : length // 0: read at once, so that next() refuses it instead of gathering it
  }

  #impossible(length: number, from: number, bytes: number): UnrecoverablePduError {
    const sequence = bytes >= HEADER_BYTES ? this.buffer.readUInt32BE(from + 12) : 0
    return new UnrecoverablePduError(`command_length ${length} is impossible`, RINVCMDLEN, sequence)
  }
}
