import type { KeyboardEvent } from 'react'

type Props = {
  id: string
  label: string
  text: string
  setText: (text: string) => void
  guilty: { from: number; to: number }[]
  press: (it: KeyboardEvent<HTMLTextAreaElement>) => void
  describedBy: string
}

/** The two layers must break lines alike. */
const type =
  'col-start-1 row-start-1 whitespace-pre-wrap break-words px-4 pt-3 pb-1.5 text-[0.9375rem] leading-normal [overflow-wrap:anywhere]'

/** A text area over a copy of its text: the copy gives it its height, and shows which characters cost more. */
export const TextBox = ({ id, label, text, setText, guilty, press, describedBy }: Props) => (
  <div className="grid max-h-[40vh] overflow-y-auto">
    <div aria-hidden className={`${type} pointer-events-none min-h-[3.4rem] select-none text-transparent`}>
      {marked(text, guilty).map(({ at, text: part, guilty: isGuilty }) =>
        isGuilty ? (
          <mark key={at} className="guilty text-transparent">
            {part}
          </mark>
        ) : (
          part
        ),
      )}
      {'\u200b'}
    </div>
    <textarea
      id={id}
      aria-label={label}
      aria-describedby={describedBy}
      placeholder={label}
      value={text}
      rows={1}
      maxLength={10_000}
      onChange={(it) => setText(it.target.value)}
      onKeyDown={press}
      className={`${type} resize-none overflow-hidden bg-transparent outline-none placeholder:text-ink-3`}
    />
  </div>
)

function marked(text: string, guilty: { from: number; to: number }[]): { at: number; text: string; guilty: boolean }[] {
  const parts = []
  let at = 0
  for (const { from, to } of guilty) {
    if (to > text.length || from < at) break
    if (from > at) parts.push({ at, text: text.slice(at, from), guilty: false })
    parts.push({ at: from, text: text.slice(from, to), guilty: true })
    at = to
  }
  return [...parts, { at, text: text.slice(at), guilty: false }]
}
