import { Socket } from 'node:net'

/**
 * What is written within one turn leaves in one piece. A transaction's statements sent behind one another would otherwise wake Postgres once
 * for each, and on a busy machine each waking is a change of processes.
 */
export class GatheringSocket extends Socket {
  #gathers = false

  override cork(): void {
    this.#gather()
    super.cork()
  }

  override write(chunk: string | Uint8Array, done?: (error?: Error | null) => void): boolean
  override write(chunk: string | Uint8Array, encoding?: BufferEncoding, done?: (error?: Error | null) => void): boolean
  override write(chunk: string | Uint8Array, ...rest: []): boolean {
    this.#gather()
    return super.write(chunk, ...rest)
  }

  #gather(): void {
    if (this.#gathers) return
    this.#gathers = true
    super.cork()
    process.nextTick(() => {
      this.#gathers = false
      this.uncork()
    })
  }
}
