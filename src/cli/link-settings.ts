import { formOf, type Given, type Kind } from '#src/routing/links/settings.ts'
import { NotRight } from './not-possible.ts'

/** The settings of a link as they are typed, and as they are explained: both from the schema of the channel. Pure. */

type Shape = { type?: string; description?: string; default?: unknown; enum?: unknown[]; format?: string }

export const shapesOf = (kind: Kind): [string, Shape][] => Object.entries((formOf(kind)['properties'] ?? {}) as Record<string, Shape>) // `as`: a JSON Schema's own

/** `window=20` as the schema wants it: a number. Whether it is right is asked of the schema, all at once. */
export function typed(kind: Kind, pairs: readonly string[]): Given {
  const shapes = new Map(shapesOf(kind))
  return Object.fromEntries(
    pairs.map((pair) => {
      const { name, value } = split(pair)
      return [name, turned(shapes.get(name), value)]
    }),
  )
}

/** At the first equals sign: the value may have more. */
export function split(pair: string): { name: string; value: string } {
  const at = pair.indexOf('=')
  if (at < 1) throw new NotRight(`"${pair}" must be a name and a value with = between them, like host=smsc.example.com.`)
  return { name: pair.slice(0, at), value: pair.slice(at + 1) }
}

/** What cannot be turned stays text, and the schema says what it wants instead. */
function turned(shape: Shape | undefined, value: string): unknown {
  if (shape?.type === 'boolean')
    return { true: true, yes: true, on: true, false: false, no: false, off: false }[value.toLowerCase()] ?? value
  if (shape?.type === 'integer' || shape?.type === 'number')
    return value.trim() === '' || Number.isNaN(Number(value)) ? value : Number(value)
  return value
}

const indent = 24

/** Every setting of every channel, with its meaning, its choices and its default. */
export function settingsInWords(kinds: readonly Kind[]): string {
  return kinds.map((kind) => `\nSettings of channel ${kind.name} (${kind.label}), each as --set name=value:\n${linesOf(kind)}`).join('\n')
}

function linesOf(kind: Kind): string {
  const required = (formOf(kind)['required'] ?? []) as string[] // `as`: a JSON Schema's own
  return shapesOf(kind)
    .map(([name, shape]) => {
      const secret = kind.secrets.includes(name) ? ['secret: asked for, never on the command line'] : []
      const choices = shape.enum ? [`one of ${shape.enum.join(', ')}`] : []
      const standard = required.includes(name)
        ? ['needed']
        : shape.default === undefined
          ? []
          : [`default ${shape.default === '' ? 'none' : shape.default}`]
      const also = [...secret, ...choices, ...standard].join('; ')
      return `  ${name.padEnd(indent - 3)} ${wrap([shape.description, also && `(${also})`].filter(Boolean).join(' '))}`
    })
    .join('\n')
}

const width = 110

function wrap(text: string): string {
  const lines = ['']
  for (const word of text.split(' ')) {
    const line = `${lines.at(-1)}${lines.at(-1) === '' ? '' : ' '}${word}`
    if (line.length > width - indent) lines.push(word)
    else lines[lines.length - 1] = line
  }
  return lines.join(`\n${' '.repeat(indent)}`)
}
