import { Ellipsis, Plus } from 'lucide-react'
import { useId, useState } from 'react'
import type { LinkView } from '#src/routing/views.ts'
import { shown } from '../../../ui/addresses.ts'
import { Button } from '../../../ui/button.tsx'
import { IconButton } from '../../../ui/icon-button.tsx'
import { Menu } from '../../../ui/menu.tsx'
import { useMay } from '../may.ts'
import type { OurNumber } from '../queries.ts'
import { LineDialog } from './line-dialog.tsx'
import { LineRow } from './line-row.tsx'
import { RelabelNumber } from './relabel-number.tsx'
import { RemoveNumber } from './remove-number.tsx'

/** One number with its lines, the one that goes first on top. */
export const NumberCard = ({ number: it, links }: { number: OurNumber; links: readonly LinkView[] }) => {
  const id = useId()
  const may = useMay('numbers:write')
  const [open, setOpen] = useState<'none' | 'line' | 'relabel' | 'remove'>('none')
  const close = () => setOpen('none')
  const lines = it.lines.toSorted((a, b) => a.rank - b.rank)
  const first = lines.find(({ up }) => up)
  return (
    <section aria-labelledby={id} className="overflow-hidden rounded-xl border border-line">
      <div className="flex items-center gap-3 px-4 py-3">
        <div className="min-w-0 grow">
          <h2 id={id} className="font-semibold text-[0.9375rem] tabular-nums">
            {shown(it.number)}
          </h2>
          <p className="truncate text-[0.8125rem] text-ink-2">{it.label}</p>
        </div>
        {may && (
          <Menu
            label={shown(it.number)}
            align="end"
            trigger={<IconButton icon={Ellipsis} label={`More for ${shown(it.number)}`} />}
            entries={[
              { kind: 'item', text: 'Add a line…', does: () => setOpen('line') },
              { kind: 'item', text: 'Change the name…', does: () => setOpen('relabel') },
              { kind: 'line' },
              { kind: 'item', text: 'Remove…', does: () => setOpen('remove') },
            ]}
          />
        )}
      </div>
      {lines.length === 0 ? (
        <div className="flex flex-wrap items-center justify-between gap-3 border-line border-t bg-side px-4 py-3 text-[0.8125rem] text-ink-2">
          <p>No link carries it, so nothing leaves and nothing arrives.</p>
          {may && (
            <Button size="sm" onClick={() => setOpen('line')}>
              <Plus className="size-3.5" aria-hidden />
              Add a line
            </Button>
          )}
        </div>
      ) : (
        <ul className="border-line border-t">
          {lines.map((line) => (
            <LineRow key={line.id} line={line} links={links} first={line === first && lines.length > 1} />
          ))}
        </ul>
      )}
      {open === 'line' && <LineDialog number={it.number} links={links} taken={lines.map(({ link }) => link.id)} close={close} />}
      {open === 'relabel' && <RelabelNumber number={it} close={close} />}
      {open === 'remove' && <RemoveNumber number={it} close={close} />}
    </section>
  )
}
