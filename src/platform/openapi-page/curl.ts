import type { Components, Listed, Parameter } from './document.ts'
import { exampleBody, exampleOf } from './example.ts'

/** An operation as it is typed into a shell. */
export function curlOf({ path, method, operation }: Listed, components?: Components): string {
  const { parameters = [], requestBody } = operation
  const body = requestBody ? exampleBody(requestBody.content, components) : null
  const implied = method === (body ? 'post' : 'get')
  return lines([
    `curl${implied ? '' : ` -X ${method.toUpperCase()}`} "$TANDEM_URL${addressOf(path, parameters, components)}"`,
    authorization,
    ...parameters
      .filter((it) => it.in === 'header' && (it.required || it.schema?.example !== undefined))
      .map((it) => `-H ${quoted(`${it.name}: ${String(exampleOf(it.schema ?? {}, components))}`)}`),
    ...(body ? [`-H ${quoted(`Content-Type: ${body.type}`)}`, dataOf(body)] : []),
  ])
}

/** The same answer as server-sent events, where there is one. */
export function streamOf({ path, operation }: Listed): string | null {
  if (!Object.values(operation.responses).some(({ content }) => content?.[eventStream])) return null
  return lines([`curl -N "$TANDEM_URL${path}"`, authorization, `-H 'Accept: ${eventStream}'`])
}

const eventStream = 'text/event-stream'
const authorization = '-H "Authorization: Bearer $TANDEM_KEY"'
const lines = (all: readonly string[]): string => all.join(' \\\n  ')

/** With what must be there. */
function addressOf(path: string, parameters: readonly Parameter[], components?: Components): string {
  const filledWith = (it: Parameter | undefined) => encodeURIComponent(String(exampleOf(it?.schema ?? {}, components)))
  const filled = path.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
    filledWith(parameters.find((it) => it.in === 'path' && it.name === name)),
  )
  const query = parameters.filter((it) => it.in === 'query' && it.required).map((it) => `${it.name}=${filledWith(it)}`)
  return query.length > 0 ? `${filled}?${query.join('&')}` : filled
}

/** What is short stays on its line. */
const MOST_ON_A_LINE = 68

function dataOf({ value }: { value: unknown }): string {
  if (typeof value === 'string') return `--data-binary $${quoted(value.replaceAll('\\', '\\\\')).replaceAll('\n', '\\n')}`
  const short = JSON.stringify(value)
  return `-d ${quoted(short.length > MOST_ON_A_LINE ? JSON.stringify(value, null, 2).replaceAll('\n', '\n  ') : short)}`
}

const quoted = (it: string): string => `'${it.replaceAll("'", `'\\''`)}'`
