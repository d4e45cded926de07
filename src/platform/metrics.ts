import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'

/** What an operator watches, for Prometheus. Counted in this process; what is shared is read when it is asked for. */

export const registry = new Registry()
collectDefaultMetrics({ register: registry, prefix: 'tandem_' })

/** Whatever happens to a message or conversation is a line in the log: their rates are these. */
export const events = new Counter({
  name: 'tandem_events_total',
  help: 'Lines written to the log, by kind.',
  labelNames: ['kind'] as const,
  registers: [registry],
})

export const receipts = new Counter({
  name: 'tandem_receipts_total',
  help: 'Receipts that links told, by the state they report.',
  labelNames: ['state'] as const,
  registers: [registry],
})

/** From 1 ms to about 4 s, doubling. */
const buckets = Array.from({ length: 13 }, (_, i) => 0.001 * 2 ** i)

export const stages = new Histogram({
  name: 'tandem_stage_seconds',
  help: 'How long one batch of a stage took: accept, dispatch, conclude, settle, hear, fragments.',
  labelNames: ['stage'] as const,
  buckets,
  registers: [registry],
})
export const batchSizes = new Histogram({
  name: 'tandem_stage_batch_size',
  help: 'How many went together in one batch of a stage.',
  labelNames: ['stage'] as const,
  buckets: [1, 2, 5, 10, 20, 50, 100, 200, 500],
  registers: [registry],
})
export const requests = new Histogram({
  name: 'tandem_http_request_seconds',
  help: 'How long requests took, by route and status.',
  labelNames: ['method', 'route', 'status'] as const,
  buckets,
  registers: [registry],
})

type Reading = { labels: Record<string, string>; value: number }

/** A figure that is read when it is asked for. What fails to be read is left out, and the rest is told. */
export function gauge(
  name: string,
  help: string,
  labelNames: readonly string[],
  read: () => readonly Reading[] | Promise<readonly Reading[]>,
): void {
  registry.removeSingleMetric(name)
  new Gauge({
    name,
    help,
    labelNames: [...labelNames],
    registers: [registry],
    async collect() {
      this.reset()
      const readings = await Promise.resolve(read()).catch(() => []) // a scrape must not fail for one figure
      for (const { labels, value } of readings) this.set(labels, value)
    },
  })
}

/** Times one batch of a stage. */
export async function timed<T>(stage: string, size: number, work: () => Promise<T>): Promise<T> {
  const end = stages.startTimer({ stage })
  batchSizes.observe({ stage }, size)
  try {
    return await work()
  } finally {
    end()
  }
}
