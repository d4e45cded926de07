import { stretches } from './highlight-words.ts'

export const Highlight = ({ text, q }: { text: string; q: string }) => {
  if (q === '') return text
  return stretches(text, q).map((it, at) =>
    it.hit ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: the stretches of a text have no other name than their place
      <mark key={at} className="rounded-sm bg-mark text-ink">
        {it.text}
      </mark>
    ) : (
      it.text
    ),
  )
}
