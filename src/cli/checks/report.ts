import { answer } from '../answer.ts'
import type { Finding } from '../doctor/finding.ts'
import { exitCodes } from '../exit-codes.ts'

/** One thing that was tested, and what was found of it. */
export type Checked = { kind: 'carrier' | 'link' | 'number' | 'line'; id: string; name: string; findings: Finding[] }

const isWell = ({ findings }: Checked): boolean => findings.every(({ is }) => is !== 'wrong')

/** Says what was found, and ends with an exit code that says whether anything is wrong. */
export function report(json: boolean | undefined, checked: readonly Checked[]): void {
  const ok = checked.every(isWell)
  answer(json, { ok, items: checked.map((it) => ({ ...it, ok: isWell(it) })) }, reportInWords(checked))
  if (!ok) process.exitCode = exitCodes.failed
}

const marks = { right: 'ok', wrong: 'NO', unknown: ' ?' } as const

/** A table for each thing, with what to do below what is wrong. Pure. */
export function reportInWords(checked: readonly Checked[]): string {
  const width = Math.max(0, ...checked.flatMap(({ findings }) => findings.map(({ what }) => what.length)))
  const line = ({ what, is, said, remedy }: Finding): string =>
    `  ${marks[is]}  ${what.padEnd(width)}  ${said}${remedy ? `\n      ${' '.repeat(width)}  → ${remedy}` : ''}`
  const blocks = checked.map(({ kind, name, findings }) => [`${kind} ${name}`, ...findings.map(line)].join('\n'))
  const wrong = checked.flatMap(({ findings }) => findings).filter(({ is }) => is === 'wrong').length
  const end = wrong === 0 ? 'Nothing is wrong.' : wrong === 1 ? 'One thing is wrong.' : `${wrong} things are wrong.`
  return [...blocks, end].join('\n\n')
}
