import { useNavigate } from '@tanstack/react-router'
import { Ellipsis } from 'lucide-react'
import { useId, useState } from 'react'
import type { LinkView } from '#src/routing/views.ts'
import { paths } from '../../../paths.ts'
import { IconButton } from '../../../ui/icon-button.tsx'
import { Menu } from '../../../ui/menu.tsx'
import { useMay } from '../may.ts'
import type { Carrier } from '../queries.ts'
import { LinkRow } from './link-row.tsx'
import { RemoveCarrier } from './remove-carrier.tsx'
import { RenameCarrier } from './rename-carrier.tsx'

/** A carrier with its links. Null: those that lead to none. */
export const CarrierGroup = ({ carrier, links }: { carrier: Carrier | null; links: LinkView[] }) => {
  const id = useId()
  const may = useMay('links:write')
  const navigate = useNavigate()
  const [open, setOpen] = useState<'none' | 'rename' | 'remove'>('none')
  if (!carrier && links.length === 0) return null
  return (
    <section aria-labelledby={id}>
      <div className="mb-2 flex min-h-8 items-center gap-2">
        <h2 id={id} className="min-w-0 truncate font-semibold text-[0.9375rem]">
          {carrier ? carrier.name : 'Without a carrier'}
        </h2>
        {carrier && may && (
          <Menu
            label={`Carrier ${carrier.name}`}
            trigger={<IconButton icon={Ellipsis} label={`More for ${carrier.name}`} />}
            entries={[
              { kind: 'item', text: 'Add a link…', does: () => void navigate(paths.newLink({ carrier: carrier.id })) },
              { kind: 'item', text: 'Rename…', does: () => setOpen('rename') },
              { kind: 'item', text: 'Remove…', does: () => setOpen('remove') },
            ]}
          />
        )}
      </div>
      {links.length > 0 ? (
        <ul className="overflow-hidden rounded-xl border border-line">
          {links.map((it) => (
            <LinkRow key={it.id} link={it} />
          ))}
        </ul>
      ) : (
        <p className="rounded-xl border border-line border-dashed px-4 py-3.5 text-[0.8125rem] text-ink-3">No link leads there.</p>
      )}
      {carrier && open === 'rename' && <RenameCarrier carrier={carrier} close={() => setOpen('none')} />}
      {carrier && open === 'remove' && <RemoveCarrier carrier={carrier} close={() => setOpen('none')} />}
    </section>
  )
}
