import { ChevronDown } from 'lucide-react'
import type { LineView } from '#src/conversations/views.ts'
import { shown } from '../../../ui/addresses.ts'
import { Menu } from '../../../ui/menu.tsx'

type Props = { line: LineView | undefined; lines: LineView[]; choose: (id: string) => void }

/** From which number it leaves: always in sight, always changeable. */
export const LineChoice = ({ line, lines, choose }: Props) => {
  const options = lines.map((it) => ({
    value: it.id,
    text: `${it.channelLabel} · ${shown(it.number)}`,
    note: it.up ? it.label : `${it.label} · down: messages wait`,
    before: <Up up={it.up} />,
  }))
  return (
    <Menu
      label="Send from"
      side="top"
      entries={[{ kind: 'choice', label: 'Send from', value: line?.id ?? '', choose, options }]}
      trigger={
        <button
          type="button"
          className="flex h-8 min-w-0 items-center gap-1.5 rounded-lg px-2 text-ink-2 text-xs hover:bg-hover hover:text-ink"
        >
          <span className="sr-only">{line ? `Line: ${line.channelLabel}, ${shown(line.number)}. Change` : 'Line: none is connected'}</span>
          {line && <Up up={line.up} />}
          <span aria-hidden className="truncate">
            {line ? (
              <>
                <span className="font-medium @max-sm:hidden">{line.channelLabel}</span>
                <span className="@max-lg:hidden"> from</span> {shown(line.number)}
              </>
            ) : (
              'No line is connected'
            )}
          </span>
          <ChevronDown className="size-3.5 shrink-0 text-ink-3" aria-hidden />
        </button>
      }
    />
  )
}

const Up = ({ up }: { up: boolean }) => (
  <span className={`size-2 shrink-0 rounded-full ${up ? 'bg-good' : 'border-2 border-bad'}`} role="img" aria-label={up ? 'Up' : 'Down'} />
)
