import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Ellipsis, Pencil } from 'lucide-react'
import { useState } from 'react'
import type { LinkView } from '#src/routing/views.ts'
import { patchLinksById, postLinksByIdTest } from '../../../../client/sdk.generated.ts'
import { plainly } from '../../../api/request.ts'
import { paths } from '../../../paths.ts'
import { buttonClass } from '../../../ui/button.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { IconButton } from '../../../ui/icon-button.tsx'
import { Menu } from '../../../ui/menu.tsx'
import { useMay } from '../may.ts'
import { settingsKeys } from '../queries.ts'
import { RemoveLink } from './remove-link.tsx'
import { SwitchOff } from './switch-off.tsx'
import { TrialPanel } from './trial-panel.tsx'

/** What can be done with a link. */
export const LinkActions = ({ link }: { link: LinkView }) => {
  const cache = useQueryClient()
  const may = useMay('links:write')
  const [open, setOpen] = useState<'none' | 'try' | 'off' | 'remove'>('none')
  const on = useMutation({
    mutationFn: () => patchLinksById({ path: { id: link.id }, body: { enabled: true } }),
    onSuccess: (now) => cache.setQueryData(settingsKeys.link(link.id), now),
  })
  if (!may) return null
  const close = () => setOpen('none')
  return (
    <>
      {on.error && (
        <p role="alert" className="self-center text-bad text-xs">
          {plainly(on.error)}
        </p>
      )}
      <Link {...paths.link(link.id, { edit: true })} className={buttonClass('outline')}>
        <Pencil className="size-4" aria-hidden />
        Edit
      </Link>
      <Menu
        label={`Link ${link.name}`}
        align="end"
        trigger={<IconButton icon={Ellipsis} label="More" className="size-9" />}
        entries={[
          { kind: 'item', text: 'Test the connection…', does: () => setOpen('try') },
          link.enabled
            ? { kind: 'item', text: 'Switch it off…', does: () => setOpen('off') }
            : { kind: 'item', text: 'Switch it on', does: () => on.mutate() },
          { kind: 'line' },
          { kind: 'item', text: 'Remove…', does: () => setOpen('remove') },
        ]}
      />
      {open === 'try' && (
        <Dialog open close={close} title="Test the connection" wide>
          <div className="overflow-y-auto p-5">
            <TrialPanel run={() => postLinksByIdTest({ path: { id: link.id }, body: {} })} />
          </div>
        </Dialog>
      )}
      {open === 'off' && <SwitchOff link={link} close={close} />}
      {open === 'remove' && <RemoveLink link={link} close={close} />}
    </>
  )
}
