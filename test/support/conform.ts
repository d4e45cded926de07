import Ajv2020 from 'ajv/dist/2020.js'
import formats from 'ajv-formats'
import type { Document } from '#src/platform/openapi-page.ts'

/** Whether an answer is what the API's description promises, by somebody else's reading of JSON Schema. Null: it is. */
export function conformsTo(
  document: Document,
): (method: string, route: string, status: number, type: string, text: string) => string | null {
  const ajv = new Ajv2020.default({ strict: false, allErrors: true })
  formats.default(ajv)
  ajv.addSchema(document, 'api')
  return (method, route, status, type, text) => {
    const path = route.replaceAll(/:(\w+)/g, '{$1}')
    const promised = document.paths[path]?.[method.toLowerCase()]?.responses[String(status)]
    const where = `${method} ${route} ${status}`
    if (!promised) return `${where}: not promised`
    const part = promised.$ref ? promised.$ref.slice('#'.length) : `/paths/${escaped(path)}/${method.toLowerCase()}/responses/${status}`
    const content = (promised.$ref ? document.components?.responses?.[promised.$ref.split('/').at(-1) ?? ''] : promised)?.content
    if (!content) return text === '' ? null : `${where}: answers where nothing was promised`
    const media = type.split(';')[0] ?? ''
    if (!content[media]) return `${where}: ${media} is not promised`
    const valid = ajv.validate({ $ref: `api#${part}/content/${escaped(media)}/schema` }, JSON.parse(text))
    return valid ? null : `${where}: ${ajv.errorsText()}`
  }
}

/** RFC 6901, within a URI. */
const escaped = (key: string): string => encodeURIComponent(key.replaceAll('~', '~0').replaceAll('/', '~1'))
