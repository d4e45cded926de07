import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import type { Bubble } from '#src/message/views.ts'
import { Member, Refusal } from './member.ts'

/** Colleagues who write without a break, and note what the server took. What it did not answer they say again under the same client id. */

export type Taken = { id: string; text: string; conversationId: string; tries: number }

const REST_MS = 100

export class Senders implements AsyncDisposable {
  readonly taken: Taken[] = []
  readonly refused: Refusal[] = []
  #stopped = false
  readonly #loops: Promise<void>[]

  constructor(url: string, conversationIds: readonly string[], { count = 6, pauseMs = 0 } = {}) {
    this.#loops = Array.from({ length: count }, (_, at) => this.#run(url, conversationIds, at, count, pauseMs))
  }

  /** Until the last one under way is answered. */
  async stop(): Promise<void> {
    this.#stopped = true
    await Promise.all(this.#loops)
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.stop()
  }

  async #run(url: string, conversationIds: readonly string[], place: number, of: number, pauseMs: number): Promise<void> {
    let member: Member | null = null
    for (let n = place; !this.#stopped; n += of) {
      const conversationId = conversationIds[n % conversationIds.length]!
      const [text, clientId] = [`Answer ${n}, ${randomUUID()}`, randomUUID()]
      for (let tries = 1; ; tries++)
        try {
          member ??= await Member.enter(url, place % 3)
          const said: Bubble = await member.say(conversationId, text, clientId)
          this.taken.push({ id: said.id, text, conversationId, tries })
          break
        } catch (error) {
          // Not answered, or not now: the server is gone, or its database is.
          if (error instanceof Refusal && error.status < 500) throw error
          if (error instanceof Refusal) this.refused.push(error)
          await pause(REST_MS)
        }
      if (pauseMs > 0) await pause(pauseMs)
    }
  }
}
