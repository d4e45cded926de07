import type { Log } from './log.ts'

/**
 * Spans as OTLP over HTTP. What may leave is a list: a path holds phone numbers, a query what was searched for, an error of the database the
 * values it stumbled over. Statements have no values in them: those are parameters.
 */

/** What is read of a span; OpenTelemetry's own type is wider. */
export type Span = {
  name: string
  kind: number
  startTime: [seconds: number, nanoseconds: number]
  endTime: [seconds: number, nanoseconds: number]
  attributes: Record<string, unknown>
  status: { code: number }
  parentSpanContext?: { spanId: string } | undefined
  spanContext(): { traceId: string; spanId: string }
}

/** The old names beside the new: which are used is the library's choice. */
const mayLeave = new Set([
  ...['http.request.method', 'http.response.status_code', 'http.route', 'url.scheme', 'network.protocol.version', 'error.type'],
  ...['http.method', 'http.status_code'],
  ...['db.system.name', 'db.query.text', 'db.operation.name', 'db.namespace', 'db.response.status_code'],
  ...['db.system', 'db.statement', 'db.name'],
])

export function otlpOf(spans: readonly Span[]): object {
  const scope = { scope: { name: 'tandem' }, spans: spans.map(spanOf) }
  return { resourceSpans: [{ resource: { attributes: [attribute('service.name', 'tandem')] }, scopeSpans: [scope] }] }
}

const server = 1

function spanOf(span: Span): object {
  const { traceId, spanId } = span.spanContext()
  const kept = Object.entries(span.attributes).filter(([name]) => mayLeave.has(name))
  const route = span.attributes['http.route']
  if (typeof route === 'string') kept.push(['url.path', route])
  return {
    traceId,
    spanId,
    ...(span.parentSpanContext && { parentSpanId: span.parentSpanContext.spanId }),
    name: span.kind === server ? nameOf(span.attributes) : span.name,
    // the wire counts from one
    kind: span.kind + 1,
    startTimeUnixNano: nanoseconds(span.startTime),
    endTimeUnixNano: nanoseconds(span.endTime),
    attributes: kept.map(([name, value]) => attribute(name, value)),
    status: { code: span.status.code },
  }
}

const nameOf = (attributes: Span['attributes']): string =>
  [attributes['http.request.method'] ?? attributes['http.method'] ?? 'request', attributes['http.route']].filter(Boolean).join(' ')

const nanoseconds = ([seconds, rest]: Span['startTime']): string => String(BigInt(seconds) * 1_000_000_000n + BigInt(rest))

const attribute = (key: string, value: unknown): object => ({
  key,
  value: typeof value === 'number' && Number.isInteger(value) ? { intValue: value } : { stringValue: String(value) },
})

const patienceMs = 10_000
/** A collector that is away is said once in so long. */
const sayAgainMs = 60_000

/** What OpenTelemetry hands finished spans to. */
export function exporter({ url, log }: { url: string; log: Log }) {
  let said = Number.NEGATIVE_INFINITY
  const failed = (why: string): void => {
    if (performance.now() - said < sayAgainMs) return
    said = performance.now()
    log.warn({ why }, 'traces could not be handed over; those are lost')
  }
  const post = async (spans: readonly Span[]): Promise<boolean> => {
    const { ok, status } = await fetch(`${url}/v1/traces`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(otlpOf(spans)),
      signal: AbortSignal.timeout(patienceMs),
    })
    if (!ok) failed(`answered ${status}`)
    return ok
  }
  return {
    export(spans: readonly Span[], done: (result: { code: number }) => void): void {
      post(spans)
        // the collector may have hung up the very connection it was sent on: another is tried once
        .catch(() => post(spans))
        .catch((cause: Error) => {
          failed(cause.message)
          return false
        })
        .then((ok) => done({ code: ok ? 0 : 1 }))
    },
    forceFlush: async (): Promise<void> => {},
    shutdown: async (): Promise<void> => {},
  }
}
