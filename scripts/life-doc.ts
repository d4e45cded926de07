import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { isEnd, moves, type State, states } from '../src/message/state.ts'

/** Draws the moves of a message into docs/life-of-a-message.md: `node scripts/life-doc.ts`. */

const begin = '<!-- Made from src/message/state.ts by scripts/life-doc.ts; a test fails if they differ. -->'
const end = '<!-- end -->'

/** What everybody may come to; drawn once, in words, so that the rest can be seen. */
const exits: readonly State[] = ['failed', 'expired', 'canceled']

export function diagram(): string {
  const outbound = states.filter((it) => it !== 'received')
  const lines = outbound.flatMap((from) =>
    moves[from].filter((to) => to !== from && !exits.includes(to)).map((to) => `  ${from} --> ${to}`),
  )
  const first = ['queued', 'held', 'review', 'failed'].map((to) => `  [*] --> ${to}`)
  const exit = exits.map(
    (to) =>
      `| \`${to}\` | ${outbound
        .filter((from) => moves[from].includes(to))
        .map((it) => `\`${it}\``)
        .join(', ')} |`,
  )
  const last = outbound.filter((it) => isEnd(it)).map((it) => `\`${it}\``)
  return [
    begin,
    '',
    '```mermaid',
    'stateDiagram-v2',
    ...first,
    ...lines,
    '```',
    '',
    '| it may end | from |',
    '| --- | --- |',
    ...exit,
    '',
    `Nothing more is expected of what is ${last.slice(0, -1).join(', ')} or ${last.at(-1)}.`,
    '',
    end,
  ].join('\n')
}

/** The page with today's diagram in its place. */
export function withDiagram(page: string): string {
  const [from, to] = [page.indexOf(begin), page.indexOf(end)]
  if (from < 0 || to < from) throw new Error('docs/life-of-a-message.md has no place for the diagram')
  return page.slice(0, from) + diagram() + page.slice(to + end.length)
}

const path = join(import.meta.dirname, '..', 'docs', 'life-of-a-message.md')
if (import.meta.main) writeFileSync(path, withDiagram(readFileSync(path, 'utf8')))
