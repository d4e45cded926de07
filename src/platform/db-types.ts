import pg from 'pg'

const { builtins } = pg.types
const INT8_ARRAY = 1016
const DATE_ARRAY = 1182

/** How Postgres's values arrive. timestamptz is a Date, bytea a Buffer, numeric text; what would lose something is refused or left as text. */
export const types: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
    (format !== 'binary' && parsers[oid]) || pg.types.getTypeParser(oid, format)) as typeof pg.types.getTypeParser,
}

const asIs = (text: string): string => text

function safeInteger(text: string): number {
  const value = Number(text)
  if (!Number.isSafeInteger(value)) throw new RangeError(`${text} is beyond what a number holds: select it as text`)
  return value
}

const safeIntegers = (text: string): (number | null)[] =>
  text === '{}'
    ? []
    : text
        .slice(1, -1)
        .split(',')
        .map((it) => (it === 'NULL' ? null : safeInteger(it)))

/** A date is a day, not a moment in this machine's zone. */
const parsers: Record<number, (text: string) => unknown> = {
  [builtins.INT8]: safeInteger,
  [INT8_ARRAY]: safeIntegers,
  [builtins.DATE]: asIs,
  [DATE_ARRAY]: (text) => (text === '{}' ? [] : text.slice(1, -1).split(',')),
  [builtins.TIMESTAMP]: asIs,
}
