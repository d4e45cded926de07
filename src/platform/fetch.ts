import { type LookupAddress, type LookupOptions, lookup as systemLookup } from 'node:dns'
import { isIP, type LookupFunction } from 'node:net'
import { Agent, buildConnector, fetch as undiciFetch } from 'undici'
import { isPublic } from './public-address.ts'

/**
 * The one way out for addresses that others chose. It connects to nothing in our own network: what a name resolves to is checked, and
 * that, and not the name again, is connected to. Redirects are not followed, and nobody may keep us waiting or fill our memory.
 */
export type Guarded = AsyncDisposable & { fetch: typeof fetch; allowPrivate: boolean }

/** The address lies in a network that is not to be called. */
export class NotPublic extends Error {
  override name = 'NotPublic'
  constructor(host: string, address: string) {
    super(`${host} is ${host === address ? '' : `${address}, `}an address in a private network, which is not called`)
  }
}

type Resolve = (host: string, options: LookupOptions & { all: true }, done: (error: Error | null, found: LookupAddress[]) => void) => void

const connectMs = 5_000
/** Until the headers have come, and between two pieces of the body. */
const silenceMs = 10_000
/** Of an answer; beyond it the connection is dropped. */
const mostBytes = 1_048_576
const headerBytes = 16_384
/** To one address at once. */
const connectionsEach = 10
/** A connection that is not used is closed before proxies on the other side tend to. */
const idleMs = 4_000

export function openFetch({ allowPrivate, resolve = systemLookup as Resolve }: { allowPrivate: boolean; resolve?: Resolve }): Guarded {
  const agent = new Agent({
    connect: allowPrivate ? { timeout: connectMs, lookup: guarded(resolve, () => true) } : connector(resolve),
    connections: connectionsEach,
    headersTimeout: silenceMs,
    bodyTimeout: silenceMs,
    maxResponseSize: mostBytes,
    maxHeaderSize: headerBytes,
    keepAliveTimeout: idleMs,
  })
  const guardedFetch = (input: string | URL | Request, init: RequestInit = {}) =>
    undiciFetch(input as string, { ...init, redirect: 'manual', dispatcher: agent } as Parameters<typeof undiciFetch>[1])
  return {
    fetch: guardedFetch as unknown as typeof fetch, // `as`: the same function, of the package instead of the platform
    allowPrivate,
    [Symbol.asyncDispose]: () => agent.destroy(),
  }
}

/** A name is checked where it is resolved; an address, which is never resolved, before connecting; and what came of it, once more. */
function connector(resolve: Resolve): buildConnector.connector {
  const connect = buildConnector({ timeout: connectMs, lookup: guarded(resolve, isPublic) })
  return (options, done) => {
    const host = options.hostname.replace(/^\[(.*)\]$/, '$1')
    if (isIP(host) && !isPublic(host)) return done(new NotPublic(host, host), null)
    connect(options, (error, socket) => {
      if (error) return done(error, null)
      const reached = socket.remoteAddress ?? ''
      if (isPublic(reached)) return done(null, socket)
      socket.destroy()
      done(new NotPublic(host, reached), null)
    })
  }
}

/** One private address among several refuses them all: such an answer is no accident. */
export function guarded(resolve: Resolve, allowed: (address: string) => boolean): LookupFunction {
  return (host, options, done) => {
    resolve(host, { ...options, all: true }, (error, found) => {
      if (error) return done(error as NodeJS.ErrnoException, [])
      const wrong = found.find(({ address }) => !allowed(address))
      if (wrong) return done(new NotPublic(host, wrong.address), [])
      if (options.all) return done(null, found)
      const [first] = found
      if (first) done(null, first.address, first.family)
      else done(new Error(`${host} has no address`), [])
    })
  }
}
