import type { createDocument } from 'zod-openapi'

/** What comes in has nothing in it that is not named: zod-strict.ts. What is loose says so already. */
export function close(document: ReturnType<typeof createDocument>): void {
  const seen = new Set<unknown>()
  const walk = (node: unknown): void => {
    if (typeof node !== 'object' || node === null || seen.has(node)) return
    seen.add(node)
    const it = node as Record<string, unknown> // `as`: what is no schema has no such fields
    if (it['type'] === 'object' && it['properties']) it['additionalProperties'] ??= false
    const named = /^#\/components\/schemas\/(.+)$/.exec(String(it['$ref'] ?? ''))?.[1]
    if (named !== undefined) walk(document.components?.schemas?.[named])
    for (const one of Object.values(it)) walk(one)
  }
  for (const path of Object.values(document.paths ?? {}))
    for (const one of Object.values(path ?? {})) if (typeof one === 'object' && one !== null && 'requestBody' in one) walk(one.requestBody)
}
