import ts from 'typescript'
import { parse } from './imports.ts'

/** Every text of a file: string literals, and templates with a blank for what is filled in. */
export function textsOf(source: string): string[] {
  const texts: string[] = []
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) return
    if (ts.isStringLiteralLike(node)) texts.push(node.text)
    if (ts.isTemplateExpression(node)) texts.push([node.head.text, ...node.templateSpans.map(({ literal }) => literal.text)].join(' '))
    ts.forEachChild(node, visit)
  }
  visit(parse(source))
  return texts
}

/** A statement, and not a sentence that has such a word in it: the words stand as in SQL. */
const statement =
  /\b(select\s[^.]*\sfrom\s+[a-z_]+|insert\s+into\s+[a-z_]+\s*[(s]|update\s+[a-z_]+\s+([a-z]+\s+)?set\s|delete\s+from\s+[a-z_]+|truncate\s+[a-z_]+)\b/

export const sqlIn = (source: string): string[] => textsOf(source).filter((text) => statement.test(text))

const writes = /\binsert\s+into\s+([a-z_]+)|(?<!\b(?:for|do|key)\s+)\bupdate\s+(?:only\s+)?([a-z_]+)(?=\s)|\bdelete\s+from\s+([a-z_]+)/g

/** The tables a file writes. */
export const tablesWritten = (source: string): string[] => [
  ...new Set(
    sqlIn(source).flatMap((text) => [...text.matchAll(writes)].flatMap(([, into, updated, from]) => into ?? updated ?? from ?? [])),
  ),
]
