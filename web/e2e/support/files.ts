import { readFile } from 'node:fs/promises'
import type { ServerResponse } from 'node:http'
import { extname, join, normalize } from 'node:path'

const built = join(import.meta.dirname, '../../../dist/web')

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.webmanifest': 'application/manifest+json',
}

const phone = `<!doctype html><html lang="en"><title>Phone</title><meta name="color-scheme" content="light dark"><body><h1>Pretend phone</h1>`

/** The built web app; what is no file is a page of it. */
export async function serveFile(path: string, response: ServerResponse): Promise<void> {
  if (path === '/phone') return void response.writeHead(200, { 'content-type': types['.html'] }).end(phone)
  const file = extname(path) in types ? normalize(path) : '/index.html'
  const body = await readFile(join(built, file)).catch(() => null)
  if (body === null) return void response.writeHead(404).end()
  response.writeHead(200, { 'content-type': types[extname(file)] ?? 'application/octet-stream' }).end(body)
}
