import type { InvitationView } from '#src/workspaces/views.ts'
import { Button } from '../../../ui/button.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { dateOf } from '../../../ui/times.ts'
import { ShownOnce } from '../kit/shown-once.tsx'
import { linkHere, staysHere } from './link-here.ts'
import { titleOf } from './role-words.ts'

type Props = { invitation: InvitationView & { link: string }; close: () => void }

/** The link, the only time it is seen. */
export const HandOver = ({ invitation: { link, name, role, expiresAt }, close }: Props) => {
  const shown = linkHere(link, location.origin)
  return (
    <Dialog open close={close} title="Copy the link now" wide>
      <div className="flex min-h-0 flex-col gap-4 overflow-y-auto p-5">
        <p className="text-ink-2 text-sm leading-relaxed">
          Tandem sends no mail: give it to {name ?? 'them'} yourself. It works once, until {dateOf(expiresAt)}, and is not shown again.
          Whoever opens it comes in, so hand it over as you would a key.
        </p>
        <ShownOnce label={`${name ?? 'Invitation'}, as ${titleOf(role).toLowerCase()}`} secret={shown} />
        {staysHere(shown) && (
          <p className="text-[0.8125rem] text-warn">
            It leads to this very machine, and opens nowhere else. For others to come in, set PUBLIC_URL to where they reach Tandem.
          </p>
        )}
      </div>
      <div className="flex justify-end border-line border-t px-5 py-3">
        <Button look="primary" onClick={close}>
          I have it
        </Button>
      </div>
    </Dialog>
  )
}
