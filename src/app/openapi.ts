import type { FastifyInstance } from 'fastify'
import { problem } from '#src/message/views.ts'
import { type Described, describe } from '#src/platform/openapi.ts'
import { docsIcon, docsStyle } from '#src/platform/openapi-page/style.ts'
import { type Document, docsPage } from '#src/platform/openapi-page.ts'
import { scopes } from '#src/workspaces/api-keys/scopes.ts'

/** The description of the API, for programs and for people. */

/** Of the API, not of Tandem: it grows when the API does. */
const version = '1.0.0'

const description = `Everything the web inbox does, and what the operator sets up, over HTTP and JSON.

Give a key as \`Authorization: Bearer tandem_…\`; make one under Settings, API keys. Errors are problem documents (RFC 9457): \`code\` is
stable and for programs, \`title\`, \`remedy\` and \`fields\` are for people. Lists come in pages: give \`next\` back. Times are UTC.`

const tags = {
  carriers: 'Network operators and aggregators you interconnect with.',
  channels: 'Kinds of links there can be, and what each wants to know.',
  contacts: 'People, and where they can be reached.',
  conversations: 'What a team says with a contact, across numbers.',
  events: 'The log of everything that happens, by cursor or as a stream.',
  keys: 'API keys: who may do what.',
  lines: 'Which number is carried by which link, and which team works it.',
  links: 'Connections of a channel: made, tried out, changed.',
  members: 'Who works here, with which role, and who is invited.',
  messages: 'Send, follow and call back single messages.',
  numbers: 'The numbers you own or have text-enabled.',
  policies: 'The rules for sending, and lists of numbers not to send to.',
  webhooks: 'Servers of yours that are told what happens.',
}

export const apiDocument = (routes: readonly Described[]): Document =>
  describe(routes, { title: 'Tandem API', version, description, problem, server: '/', scopes, tags }) as Document // `as`: it was made to be one

/** Made when it is first asked for: then every route is known. */
export function registerDocs(app: FastifyInstance, routes: () => readonly Described[]): () => Document {
  let made: { document: Document; json: string; page: string } | null = null
  const make = () => {
    const document = apiDocument(routes())
    return { document, json: JSON.stringify(document), page: docsPage(document) }
  }
  const get = () => (made ??= make())
  app.get('/v1/openapi.json', { schema: { hide: true } as object }, async (_request, reply) =>
    reply.type('application/json').header('cache-control', 'no-cache').send(get().json),
  )
  app.get('/docs', async (_request, reply) => reply.type('text/html; charset=utf-8').header('cache-control', 'no-cache').send(get().page))
  app.get('/docs/style.css', async (_request, reply) =>
    reply.type('text/css; charset=utf-8').header('cache-control', 'no-cache').send(docsStyle),
  )
  app.get('/docs/icon.svg', async (_request, reply) =>
    reply.type('image/svg+xml').header('cache-control', 'public, max-age=86400').send(docsIcon),
  )
  return () => get().document
}
