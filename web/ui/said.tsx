import { Fragment, useMemo } from 'react'
import { pieces } from './exact-text.ts'
import { Highlight } from './highlight.tsx'

/** A message's text exactly as it was sent. */
export const Said = ({ text, q = '' }: { text: string; q?: string }) => {
  const found = useMemo(() => pieces(text), [text])
  return (
    <span dir="auto" className="block whitespace-pre-wrap break-words [overflow-wrap:anywhere] [unicode-bidi:plaintext]">
      {found.map((it, at) => {
        const key = `${at}${it.kind}`
        if (it.kind === 'link')
          return (
            <a key={key} href={it.href} target="_blank" rel="noopener noreferrer nofollow" className="underline underline-offset-2">
              {it.text}
            </a>
          )
        if (it.kind === 'control')
          return (
            <span key={key} className="control-character" data-symbol={it.symbol}>
              {it.text}
            </span>
          )
        return (
          <Fragment key={key}>
            <Highlight text={it.text} q={q} />
          </Fragment>
        )
      })}
    </span>
  )
}
