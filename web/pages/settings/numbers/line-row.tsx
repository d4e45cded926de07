import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { CircleCheck, CirclePause, Ellipsis, Unplug } from 'lucide-react'
import { useState } from 'react'
import { meaningOf } from '#src/delivery/try-out/in-words.ts'
import type { LinkView } from '#src/routing/views.ts'
import { deleteLinesById } from '../../../../client/sdk.generated.ts'
import { paths } from '../../../paths.ts'
import { shown } from '../../../ui/addresses.ts'
import { IconButton } from '../../../ui/icon-button.tsx'
import { Menu } from '../../../ui/menu.tsx'
import { Badge } from '../kit/badge.tsx'
import { Confirm } from '../kit/confirm.tsx'
import { useMay } from '../may.ts'
import { type Line, settingsKeys, teamsQuery } from '../queries.ts'
import { LineDialog } from './line-dialog.tsx'

/** One way a number leaves and arrives. `first`: of several, the one that is taken now. */
export const LineRow = ({ line, links, first }: { line: Line; links: readonly LinkView[]; first: boolean }) => {
  const cache = useQueryClient()
  const teams = useQuery(teamsQuery)
  const may = useMay('numbers:write')
  const [open, setOpen] = useState<'none' | 'edit' | 'remove'>('none')
  const close = () => setOpen('none')
  const team = teams.data?.find(({ id }) => id === line.teamId)
  const remove = async () => {
    await deleteLinesById({ path: { id: line.id } })
    await cache.invalidateQueries({ queryKey: settingsKeys.numbers })
  }
  return (
    <li className="flex items-center gap-3 border-line border-b px-4 py-2.5 last:border-0">
      <div className="min-w-0 grow text-[0.8125rem]">
        <p className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
          <Link {...paths.link(line.link.id)} className="rounded-sm font-medium text-sm hover:underline">
            {line.link.name}
          </Link>
          <LineState line={line} />
          {first && <span className="text-ink-3 text-xs">leaves through this one</span>}
        </p>
        <p className="mt-0.5 text-ink-3">
          {line.teamId ? `Team ${team?.name ?? ''}` : 'For programs: no team, no conversations'} · rank {line.rank}
        </p>
        {!line.up && line.why && line.link.enabled && <p className="mt-0.5 text-ink-2">{meaningOf(line.why) ?? line.why}</p>}
      </div>
      {may && (
        <Menu
          label={`Line over ${line.link.name}`}
          align="end"
          trigger={<IconButton icon={Ellipsis} label={`More for the line over ${line.link.name}`} />}
          entries={[
            { kind: 'item', text: 'Team and rank…', does: () => setOpen('edit') },
            { kind: 'line' },
            { kind: 'item', text: 'Remove…', does: () => setOpen('remove') },
          ]}
        />
      )}
      {open === 'edit' && <LineDialog number={line.number} line={line} links={links} taken={[]} close={close} />}
      {open === 'remove' && (
        <Confirm title={`Take ${shown(line.number)} off ${line.link.name}?`} verb="Remove the line" does={remove} close={close}>
          <p>
            {shown(line.number)} no longer leaves or arrives through {line.link.name}. Messages that wait for it take another line of the
            number, or fail with a reason. Conversations stay.
          </p>
        </Confirm>
      )}
    </li>
  )
}

const LineState = ({ line }: { line: Line }) => {
  if (line.up)
    return (
      <Badge tone="good" icon={CircleCheck}>
        Up
      </Badge>
    )
  return line.link.enabled ? (
    <Badge tone="bad" icon={Unplug}>
      Down
    </Badge>
  ) : (
    <Badge tone="calm" icon={CirclePause}>
      Link switched off
    </Badge>
  )
}
