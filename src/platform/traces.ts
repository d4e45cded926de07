import { subscribe } from 'node:diagnostics_channel'
import type { IncomingMessage } from 'node:http'
import { createRequire } from 'node:module'
import type { Log } from './log.ts'
import { exporter } from './traces-export.ts'

/** OpenTelemetry, where somebody asked for it: spans of requests and of their statements. Else none of it is even loaded. */
export type Traces = { stop(): Promise<void> }

export async function startTraces({ url, log }: { url: string; log: Log }): Promise<Traces> {
  const [{ NodeSDK }, { HttpInstrumentation }, { PgInstrumentation }] = await Promise.all([
    import('@opentelemetry/sdk-node'),
    import('@opentelemetry/instrumentation-http'),
    import('@opentelemetry/instrumentation-pg'),
  ])
  const spans = new WeakMap<IncomingMessage, { setAttribute(name: string, value: string): unknown }>()
  const sdk = new NodeSDK({
    autoDetectResources: false,
    traceExporter: exporter({ url, log }),
    metricReaders: [],
    logRecordProcessors: [],
    instrumentations: [
      new HttpInstrumentation({
        disableOutgoingRequestInstrumentation: true,
        requestHook: (span, request) => void spans.set(request as IncomingMessage, span), // `as`: only what comes in is watched
      }),
      // What loops do by themselves would be spans without an end.
      new PgInstrumentation({ requireParentSpan: true }),
    ],
  })
  sdk.start()
  // They watch what is required, and we import: required once, both are changed in place for whoever imports them later.
  const require = createRequire(import.meta.url)
  require('node:http')
  require('pg')
  subscribe('tracing:fastify.request.handler:start', (message) => {
    const { request, route } = message as { request: { raw: IncomingMessage }; route: { url: string } } // `as`: Fastify's own shape
    spans.get(request.raw)?.setAttribute('http.route', route.url)
  })
  log.info({ to: new URL(url).origin }, 'requests are traced')
  return { stop: () => sdk.shutdown() }
}
