import { dirname, join } from 'node:path'
import ts from 'typescript'
import { type Import, importsOf, parse, targetOf } from './imports.ts'

/** A file that is none of these is pure: no I/O, no clock, no randomness, no environment. */
export const mayTouchTheWorld = /(^|\/)(store|routes|client|server|worker)\.ts$|^src\/(platform\/|(app|config|main|cli)(\.ts$|\/))/

const purePackages = /^(zod|libphonenumber-js)(\/|$)/
/** Of node:crypto only what is the same each time: nonces and keys are given. */
const pureCrypto = ['createHash', 'createHmac', 'createCipheriv', 'createDecipheriv', 'hkdfSync', 'timingSafeEqual']

const world = new Set([
  'performance',
  'setTimeout',
  'setInterval',
  'setImmediate',
  'process',
  'fetch',
  'console',
  'crypto',
  'WebSocket',
  'EventSource',
  'BroadcastChannel',
  'navigator',
  'localStorage',
  'sessionStorage',
  'globalThis',
  'global',
  'require',
  'eval',
  'Function',
])
/** Pure but for one member, so they may not be passed around whole. */
const pureBut = new Map([
  ['Date', 'now'],
  ['Math', 'random'],
  ['Temporal', 'Now'],
  ['AbortSignal', 'timeout'],
])
const machinesOwnZone = /^(getTimezoneOffset|[gs]et(FullYear|Month|Date|Day|Hours|Minutes|Seconds|Milliseconds))$/

/** What a pure file does that it may not, in words. */
export function impurities(path: string, source: string): string[] {
  const file = parse(source)
  const found = importsOf(file).flatMap((it) => impureImport(path, it))
  const visit = (node: ts.Node): void => {
    if (isErased(node)) return
    if (ts.isMetaProperty(node) && node.keywordToken === ts.SyntaxKind.ImportKeyword) found.push('reads import.meta')
    if (ts.isIdentifier(node)) found.push(...impureName(node))
    ts.forEachChild(node, visit)
  }
  visit(file)
  return found
}

function impureImport(path: string, { from, names, typeOnly }: Import): string[] {
  if (from === null) return ['imports what nobody can name']
  const target = targetOf(path, from)
  if (target !== null) {
    const harmless = typeOnly || !mayTouchTheWorld.test(target) || isOwnClient(path, target)
    return harmless ? [] : [`imports more than types from ${target}`]
  }
  if (typeOnly) return []
  if (from === 'node:crypto') return names.filter((name) => !pureCrypto.includes(name)).map((name) => `imports ${name} from node:crypto`)
  return purePackages.test(from) ? [] : [`imports ${from}`]
}

/** A channel that keeps something open has its sockets in the client.ts beside it. */
const isOwnClient = (path: string, target: string) =>
  /^src\/channels\/[^/]+\/channel\.ts$/.test(path) && target === join(dirname(path), 'client.ts')

/** A class may extend a value, which looks like a type and is none. */
const isErased = (node: ts.Node) =>
  (ts.isTypeNode(node) && !ts.isExpressionWithTypeArguments(node)) || ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node)

/** Goes by names: a pure file that calls something of its own `fetch` is caught too, and should find it a better name. */
function impureName(node: ts.Identifier): string[] {
  const { text } = node
  if (isMember(node)) return machinesOwnZone.test(text) ? [`calls ${text}`] : []
  if (world.has(text)) return [`uses ${text}`]
  return pureBut.has(text) && !isPureUse(node) ? [`uses ${text} otherwise than purely`] : []
}

/** The name of a member, not the thing itself: `link.fetch`, `{ fetch: … }`. */
function isMember(node: ts.Identifier): boolean {
  const { parent } = node
  if (ts.isBindingElement(parent)) return parent.propertyName === node
  return (ts.isPropertyAccessExpression(parent) || ts.isPropertyAssignment(parent) || ts.isClassElement(parent)) && parent.name === node
}

/** `X.member` but for the one, `new X(given)`, `it instanceof X`. */
function isPureUse(node: ts.Identifier): boolean {
  const { parent, text } = node
  if (ts.isPropertyAccessExpression(parent)) return parent.name.text !== pureBut.get(text)
  if (ts.isNewExpression(parent)) return parent.expression === node && isOneGiven(parent.arguments)
  return ts.isBinaryExpression(parent) && parent.operatorToken.kind === ts.SyntaxKind.InstanceOfKeyword
}

const isOneGiven = (given: readonly ts.Expression[] = []) => given.length === 1 && !given.some(ts.isSpreadElement)
