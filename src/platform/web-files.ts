import { existsSync } from 'node:fs'
import { join } from 'node:path'
import files from '@fastify/static'
import type { FastifyInstance, FastifyRequest } from 'fastify'

/** The web app's files. False if it is not built. */
export async function serveWeb(app: FastifyInstance, folder: string): Promise<boolean> {
  if (!existsSync(join(folder, 'index.html'))) {
    app.log.warn({ folder }, 'the web app is not built')
    return false
  }
  await app.register(files, {
    root: folder,
    // A build stamp lies there too.
    dotfiles: 'ignore',
    cacheControl: false,
    setHeaders: (reply, path) => void reply.header('cache-control', lifeOf(path.slice(folder.length))),
  })
  return true
}

/** What the build names by its content never changes. The rest is asked about each time, and answered 304. */
const lifeOf = (path: string): string => (/^[\\/]assets[\\/]/.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache')

/** Pages have addresses of their own, which are no files: asked for by a browser's address bar, and nothing of the API. */
export function isPage({ method, url, headers }: FastifyRequest): boolean {
  const path = url.split('?', 1)[0] ?? ''
  const asksForPage = (method === 'GET' || method === 'HEAD') && (headers.accept ?? '').includes('text/html')
  return asksForPage && !/^\/(v1|assets|healthz|2010-04-01)(\/|$)/.test(path) && !/\.\w+$/.test(path)
}
