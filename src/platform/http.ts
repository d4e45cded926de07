import cookie from '@fastify/cookie'
import helmet from '@fastify/helmet'
import fastify, { type FastifyBaseLogger, type FastifyInstance, type FastifyReply, type FastifyRequest, LogController } from 'fastify'
import { CannotStart, codeOf } from './cannot-start.ts'
import { answerExpectation, answerUnreadable } from './http-wire.ts'
import { newId } from './ids.ts'
import type { Log } from './log.ts'
import { Problem, problemOf } from './problem.ts'
import { isPage, serveWeb } from './web-files.ts'
import { speakZod } from './zod-routes.ts'

/** A web server that speaks problems, serves the web app, and knows one route: /healthz. Everything else registers itself on it. */
export type HttpOptions = {
  log: Log
  /** How people reach it, where it is known: decides on HSTS. */
  publicUrl?: string | undefined
  /** Whose forwarding headers to believe: an address, a list of them, or a number of hops. */
  trustProxy?: string | string[] | number | boolean | undefined
  /** Where the built web app lies; none is fine. */
  webFolder?: string | undefined
  /** The one other page that may be shown within ours; asked at each page, because it is known later. */
  frames?: () => string | null
  /** What /healthz adds; if it throws, the answer is 503. */
  health?: () => Promise<Record<string, unknown>>
}

/** Beyond it 413. Uploads have routes with a limit of their own. */
const BODY_BYTES = 1_048_576
/** Slow senders are cut off. */
const REQUEST_MS = 30_000
/** Longer than the usual 60 s of a proxy in front, which must be the one to hang up. */
const KEEP_ALIVE_MS = 65_000

export async function openHttp({ log, publicUrl, trustProxy = false, webFolder, frames, health }: HttpOptions): Promise<FastifyInstance> {
  const app = fastify({
    loggerInstance: log as FastifyBaseLogger,
    // Addresses carry phone numbers: routes are logged below, by their pattern.
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: () => newId(),
    // A logger for each request would cost more than finding its route, and most say nothing: whoever logs gives the request's id.
    childLoggerFactory: (logger) => logger,
    trustProxy: typeof trustProxy === 'number' ? (_address, hop) => hop < trustProxy : trustProxy,
    bodyLimit: BODY_BYTES,
    requestTimeout: REQUEST_MS,
    keepAliveTimeout: KEEP_ALIVE_MS,
    forceCloseConnections: 'idle',
    routerOptions: { maxParamLength: 512 },
    // Node would refuse it without a word: onRequest does, in words.
    http: { requireHostHeader: false },
    // Addresses that cannot be read come to no route, and to no error of one.
    frameworkErrors: (error, request, reply) => answerProblem(error, request, reply as FastifyReply), // `as`: the same reply, less typed
    clientErrorHandler: answerUnreadable,
  })
  app.server.on('checkExpectation', answerExpectation)
  speakZod(app)
  takeEmptyBodies(app)
  app.setErrorHandler(answerProblem)
  app.addHook('onRequest', async (request, reply) => {
    reply.header('x-request-id', request.id)
    // spec: RFC 9112 §3.2
    if (request.headers.host === undefined && request.raw.httpVersion === '1.1')
      throw new Problem(400, 'no_host', 'The Host header is missing.', { remedy: 'Send it, as HTTP/1.1 asks.' })
  })
  app.addHook('onResponse', async (request, reply) => {
    const { method, routeOptions } = request
    request.log.debug(
      { requestId: request.id, method, route: routeOptions.url, status: reply.statusCode, ms: Math.round(reply.elapsedTime) },
      'answered',
    )
  })
  lightenApi(app, publicUrl)
  await app.register(helmet, security(publicUrl, frames))
  await app.register(cookie)
  app.get('/healthz', async () => ({ status: 'ok', ...(await health?.()) }))
  const hasPages = webFolder !== undefined && (await serveWeb(app, webFolder))
  const methodsAt = knownMethods(app)
  app.setNotFoundHandler((request, reply) => {
    if (hasPages && isPage(request)) return reply.sendFile('index.html')
    const allow = methodsAt(request.url.split('?', 1)[0]!).join(', ') // there is a first
    if (allow !== '')
      throw new Problem(405, 'method_not_allowed', `${request.method} is not for this address.`, {
        remedy: `Use ${allow}.`,
        headers: { allow },
      })
    throw new Problem(404, 'not_found', 'There is nothing here.', { remedy: 'Look at the address: /docs has all there are.' })
  })
  return app
}

/** By which methods something answers at a path of the API; none: there is nothing. */
function knownMethods(app: FastifyInstance): (path: string) => string[] {
  const known: { path: RegExp; methods: string[] }[] = []
  app.addHook('onRoute', ({ url, method }) => {
    if (url.startsWith('/v1/'))
      known.push({ path: new RegExp(`^${url.replaceAll('.', '\\.').replaceAll(/:\w+/g, '[^/]+')}$`), methods: [method].flat() })
  })
  return (path) => [...new Set(known.flatMap((it) => (it.path.test(path) ? it.methods : [])))].toSorted()
}

/** Most clients announce JSON whenever they might send some: announced and empty is none. */
function takeEmptyBodies(app: FastifyInstance): void {
  const read = app.getDefaultJsonParser('error', 'error')
  app.removeContentTypeParser('application/json')
  app.addContentTypeParser(
    'application/json',
    { parseAs: 'string' },
    (request, text, done) => (text.length === 0 ? done(null) : read(request, text as string, done)), // `as`: parsed as one
  )
}

function answerProblem(error: unknown, request: FastifyRequest, reply: FastifyReply): void {
  const { body, headers } = problemOf(error)
  if (body.status >= 500) request.log.error({ requestId: request.id, err: error, route: request.routeOptions.url }, body.title)
  reply
    .code(body.status)
    .headers(headers)
    .type('application/problem+json')
    // Ready-made text, so that no route's own schema gets to reshape it.
    .serializer((it: string) => it)
    .send(JSON.stringify({ ...body, requestId: request.id }))
}

/** What is no page needs no policy for pages: working one out for each call cost more than the call's own headers. */
function lightenApi(app: FastifyInstance, publicUrl: string | undefined): void {
  const fixed = {
    'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
    'x-content-type-options': 'nosniff',
    'cross-origin-resource-policy': 'same-origin',
    'referrer-policy': 'no-referrer',
    ...(publicUrl?.startsWith('https:') && { 'strict-transport-security': `max-age=${HSTS_SECONDS}; includeSubDomains` }),
  }
  const fixedHeaders = async (_request: FastifyRequest, reply: FastifyReply): Promise<void> => void reply.headers(fixed)
  app.addHook('onRoute', (route) => {
    if (route.url.startsWith('/v1/')) Object.assign(route, { helmet: false, onRequest: [fixedHeaders, ...[route.onRequest ?? []].flat()] })
  })
}

const HSTS_SECONDS = 31_536_000

/** Only what comes from here runs here. Styles set by scripts on elements are allowed: measured positions need them. */
function security(publicUrl: string | undefined, frames: () => string | null = () => null) {
  const isPublic = publicUrl !== undefined
  const socket = isPublic ? [new URL(publicUrl).origin.replace(/^http/, 'ws')] : []
  return {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        styleSrcAttr: ["'unsafe-inline'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        mediaSrc: ["'self'", 'blob:'],
        fontSrc: ["'self'"],
        connectSrc: ["'self'", ...socket],
        manifestSrc: ["'self'"],
        workerSrc: ["'self'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
        frameSrc: [() => frames() ?? "'none'"],
      },
    },
    hsts: isPublic && publicUrl.startsWith('https:') ? { maxAge: HSTS_SECONDS } : false,
    referrerPolicy: { policy: 'same-origin' as const },
  }
}

/** Returns the address it can be reached at on this machine. */
export async function listen(app: FastifyInstance, { host, port }: { host: string; port: number }): Promise<string> {
  try {
    return await app.listen({ host, port })
  } catch (error) {
    const why = listenTroubles[codeOf(error) ?? '']
    throw why ? new CannotStart(why(host, port), { cause: error }) : error
  }
}

const listenTroubles: Record<string, (host: string, port: number) => string> = {
  EADDRINUSE: (_, port) => `Port ${port} is taken by another program: stop that one, or set PORT to a free port (0 picks one).`,
  EACCES: (_, port) => `This user may not listen on port ${port}: set PORT to one above 1023.`,
  EADDRNOTAVAIL: (host) => `${host} is not an address of this machine: set HOST to one that is, or to 0.0.0.0 for all.`,
  ENOTFOUND: (host) => `${host} is not an address of this machine: set HOST to one that is, or to 0.0.0.0 for all.`,
}
