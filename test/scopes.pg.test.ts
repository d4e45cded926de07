import assert from 'node:assert/strict'
import fc from 'fast-check'
import { afterAll, beforeAll, test } from 'vitest'
import type { Described } from '#src/platform/openapi.ts'
import { allScopes, type Scope } from '#src/workspaces/api-keys/scopes.ts'
import { type Asked, type Business, openBusiness, startAsked } from './support/app.ts'
import { arbitraryOf } from './support/arbitrary.ts'

/** Every route asks for one scope; whoever lacks it is refused, and whoever has it alone is not. New routes are tried by themselves. */

let asked: Asked
let shop: Business
let none: string
const without = new Map<Scope, string>()
const only = new Map<Scope, string>()

beforeAll(async () => {
  asked = await startAsked()
  shop = await openBusiness(asked, 'shop', '+12125550100')
  none = await asked.keyWith(shop.workspaceId, [])
  for (const scope of allScopes) {
    without.set(
      scope,
      await asked.keyWith(
        shop.workspaceId,
        allScopes.filter((it) => it !== scope),
      ),
    )
    only.set(scope, await asked.keyWith(shop.workspaceId, [scope]))
  }
})
afterAll(() => asked?.[Symbol.asyncDispose]())

/** Nothing that is there, so that what is allowed finds nothing to change. */
const pools = {
  uuids: ['01a1ffb6-0000-7000-8000-000000000000'],
  texts: [],
  byName: {
    wait: [0],
    number: ['+12125550177'],
    to: ['+12125550177'],
    list: ['blocked'],
    url: ['https://hooks.example/'],
    scopes: [['keys:write']],
  },
}
const seed = 7
const one = (schema: Described['schema']['body']): unknown =>
  schema ? fc.sample(arbitraryOf(schema, pools), { numRuns: 1, seed })[0] : undefined

function requestTo({ url, schema }: Described): { path: string; more: { body?: unknown; type?: string } } {
  const params = (one(schema.params) ?? {}) as Record<string, string>
  const query = new URLSearchParams(Object.entries((one(schema.querystring) ?? {}) as object).map(([name, value]) => [name, String(value)]))
  const path = url.replaceAll(/:(\w+)/g, (_, name: string) => encodeURIComponent(params[name] ?? ''))
  if (schema.upload) return { path, more: { body: '+1900\n', type: schema.upload[0]! } } // not empty
  return { path: `${path}?${query}`, more: schema.body ? { body: one(schema.body) } : {} }
}

test('every route of the API asks for exactly one scope', async () => {
  const routes = asked.app.routes().filter(({ schema }) => !schema.hide)
  assert.ok(routes.length >= 45, `${routes.length} routes`)
  const asks = new Map<string, Scope>()
  for (const route of routes) {
    const name = `${route.method} ${route.url}`
    const { path, more } = requestTo(route)
    const stranger = await asked.ask(route.method, path, more)
    assert.deepEqual([name, stranger.status], [name, 401])
    const refused = await asked.ask(route.method, path, { ...more, key: none })
    const { code, title } = refused.json() as { code: string; title: string }
    assert.deepEqual([name, refused.status, code], [name, 403, 'scope_missing'])
    const scope = /scope (\S+)\.$/.exec(title)?.[1] as Scope // `as`: looked up next
    assert.ok(allScopes.includes(scope), `${name} asks for ${scope}`)
    assert.deepEqual([name, route.schema.scope], [name, scope], 'what is declared is what is asked for')
    const lacking = await asked.ask(route.method, path, { ...more, key: without.get(scope)! })
    assert.deepEqual([name, lacking.status], [name, 403])
    const having = await asked.ask(route.method, path, { ...more, key: only.get(scope)! })
    assert.notEqual(having.status, 401, name)
    assert.ok(having.status < 500, `${name}: ${having.text}`)
    if (having.status === 403) assert.notEqual((having.json() as { code: string }).code, 'scope_missing', name)
    asks.set(name, scope)
  }
  for (const [name, scope] of asks) {
    const writes = !name.startsWith('GET ')
    assert.equal(/:(write|send)$/.test(scope), writes, `${name} asks for ${scope}`)
  }
  const unused = allScopes.filter((scope) => ![...asks.values()].includes(scope))
  assert.deepEqual(unused, [], 'scopes that no route asks for')
})
