import { SendHorizontal } from 'lucide-react'
import { type KeyboardEvent, useDeferredValue, useMemo } from 'react'
import type { LineView } from '#src/conversations/views.ts'
import { buttonClass } from '../../../ui/button.tsx'
import { useCell } from '../../../ui/cell.ts'
import { settings } from '../../../ui/settings.ts'
import { counted } from './counted.ts'
import { Counter } from './counter.tsx'
import { LineChoice } from './line-choice.tsx'
import { Plainer } from './plainer.tsx'
import { TextBox } from './text-box.tsx'

type Props = {
  id: string
  label: string
  text: string
  setText: (text: string) => void
  line: LineView | undefined
  lines: LineView[]
  chooseLine: (id: string) => void
  send: () => void
  sendLabel: string
  busy?: boolean
}

/** Text, the line it leaves from, and what it costs: the same for an answer and for a first message. */
export const Desk = ({ id, label, text, setText, line, lines, chooseLine, send, sendLabel, busy = false }: Props) => {
  const { enterSends } = useCell(settings)
  const cost = useMemo(() => counted(text, line?.abilities), [text, line])
  const guilty = useDeferredValue(cost.guilty)
  const why = whyNot({ text, tooLong: cost.tooLong, line, busy })
  const press = (it: KeyboardEvent<HTMLTextAreaElement>) => {
    if (it.key === 'Escape') return it.currentTarget.blur()
    const sends =
      it.key === 'Enter' && !it.nativeEvent.isComposing && !it.altKey && (it.ctrlKey || it.metaKey || (enterSends && !it.shiftKey))
    if (!sends) return
    it.preventDefault()
    if (why === null) send()
  }
  return (
    <div className="@container rounded-2xl border border-line-strong/60 bg-raised shadow-lift transition-colors focus-within:border-accent">
      <TextBox id={id} label={label} text={text} setText={setText} guilty={guilty} press={press} describedBy={`${id}-cost`} />
      <Plainer plainer={cost.plainer} replace={setText} />
      <div className="flex flex-wrap items-center gap-x-2 gap-y-1 py-1.5 @lg:gap-x-3 pr-1.5 pl-1.5">
        <LineChoice line={line} lines={lines} choose={chooseLine} />
        <Counter id={`${id}-cost`} cost={cost} textLength={line?.abilities.textLength} />
        <button
          type="button"
          aria-disabled={why !== null}
          aria-keyshortcuts="Control+Enter"
          data-tip={why ?? `${sendLabel} (${enterSends ? 'Enter' : 'Ctrl+Enter'})`}
          onClick={() => why === null && send()}
          className={`${buttonClass('primary', 'sm')} ml-auto h-8 aria-disabled:opacity-45`}
        >
          <SendHorizontal className="size-4" aria-hidden />
          <span className={sendLabel === 'Send' ? '@max-sm:sr-only' : ''}>{sendLabel}</span>
        </button>
      </div>
    </div>
  )
}

/** A button that cannot be pressed says why. */
function whyNot({
  text,
  tooLong,
  line,
  busy,
}: {
  text: string
  tooLong: boolean
  line: LineView | undefined
  busy: boolean
}): string | null {
  if (busy) return 'It is on its way'
  if (text === '') return 'Write something first'
  if (!line) return 'No line is connected to send from'
  return tooLong ? `Too long for this line: at most ${line.abilities.textLength} characters` : null
}
