/** The phone's page, as files: no build, the browser runs what lies here. The splitter is the very one Tandem uses, with its types stripped. */
import { readFileSync } from 'node:fs'
import { stripTypeScriptTypes } from 'node:module'
import type { App } from './server.ts'

const kinds = {
  html: 'text/html; charset=utf-8',
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  svg: 'image/svg+xml',
} as const
const files = [
  'phone.html',
  'phone.css',
  'thread.css',
  'composer.css',
  'sheet.css',
  'phone.js',
  'api.js',
  'thread.js',
  'composer.js',
  'sheet.js',
  'icon.svg',
] as const

/** What counting segments needs. */
const splitter = [
  'alphabet',
  'cut',
  'encoding',
  'error',
  'segment',
  'tables',
  'tables-indic-locking',
  'tables-indic-single',
  'text',
  'udh',
] as const

export function pageRoutes(app: App): void {
  app.get('/', async (_request, reply) => reply.redirect('/phone'))
  for (const file of files) {
    const kind = kinds[file.split('.').at(-1) as keyof typeof kinds] // every file listed has one of these endings
    const path = file === 'phone.html' ? '/phone' : `/phone/${file}`
    app.get(path, async (_request, reply) =>
      reply
        .type(kind)
        .header('cache-control', 'no-cache')
        .send(readFileSync(new URL(`./page/${file}`, import.meta.url))),
    )
  }
  for (const name of splitter) {
    app.get(`/phone/gsm/${name}.ts`, async (_request, reply) =>
      reply.type(kinds.js).header('cache-control', 'no-cache').send(stripped(name)),
    )
  }
}

const scripts = new Map<string, string>()

function stripped(name: (typeof splitter)[number]): string {
  const known = scripts.get(name)
  if (known !== undefined) return known
  const script = stripTypeScriptTypes(readFileSync(new URL(`../../src/protocols/gsm/${name}.ts`, import.meta.url), 'utf8'))
  scripts.set(name, script)
  return script
}
