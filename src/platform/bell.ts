/** Wakes who waits, in this process: no notice per message, only "look again". A ring while somebody works is not lost. */
export type Bell = {
  ring(): void
  /**
   * Runs `work` after each ring, and every `everyMs` besides for what other processes did. One run at a time. The first ring after a silence
   * is answered at once; after a run, what rings within `gatherMs` waits together for the next.
   */
  answer(work: () => Promise<void>, options: { everyMs: number; gatherMs?: number; failed(cause: unknown): void }): AsyncDisposable
}

export function makeBell(): Bell {
  const listeners = new Set<() => void>()
  return {
    ring() {
      for (const wake of listeners) wake()
    },
    answer(work, { everyMs, gatherMs, failed }) {
      const worker = repeat(work, everyMs, failed, gatherMs)
      listeners.add(worker.wake)
      return {
        async [Symbol.asyncDispose]() {
          listeners.delete(worker.wake)
          await worker.stop()
        },
      }
    },
  }
}

/** After a failure no ring brings the next run about before this: what fails at every ring would fail in a circle. */
const calmMs = 250

/** A loop that rests `everyMs` between runs unless it is woken; what fails is told and tried again after a rest. */
export function repeat(work: () => Promise<void>, everyMs: number, failed: (cause: unknown) => void, gatherMs = 0) {
  let wanted = true
  let stopped = false
  let wakeUp: () => void = () => {}
  let giveUp: () => void = () => {}
  /** `cut` is told how to end it before its time. */
  const pause = (ms: number, cut: (end: () => void) => void) =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms)
      cut(() => {
        clearTimeout(timer)
        resolve()
      })
    })
  const rest = () =>
    pause(everyMs, (end) => {
      wakeUp = end
    })
  const calm = (ms: number) =>
    pause(ms, (end) => {
      giveUp = end
    })
  const running = (async () => {
    while (!stopped) {
      wanted = false
      let broke = false
      try {
        await work()
      } catch (cause) {
        broke = true
        failed(cause)
      }
      const calmFor = broke ? calmMs : gatherMs
      if (!stopped && calmFor > 0) await calm(calmFor)
      if (!stopped && !wanted) await rest()
    }
  })()
  return {
    wake() {
      wanted = true
      wakeUp()
    },
    async stop() {
      stopped = true
      giveUp()
      wakeUp()
      await running
    },
  }
}
