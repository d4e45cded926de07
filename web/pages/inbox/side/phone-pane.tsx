import { ExternalLink } from 'lucide-react'
import { paths } from '../../../paths.ts'
import { iconButtonClass } from '../../../ui/icon-button.tsx'
import { PaneHeader } from './pane-header.tsx'

/** What the customer holds in their hand: a page of the simulated world, which knows Tandem only through the carriers. */
export const PhonePane = ({ simulator, close }: { simulator: string; close: () => void }) => (
  <>
    <PaneHeader title="The customer’s phone" close={close}>
      <a
        href={paths.phone(simulator)}
        target="_blank"
        rel="noopener"
        aria-label="Open the phone in a new tab"
        data-tip="Open in a new tab"
        data-tip-side="bottom"
        className={iconButtonClass}
      >
        <ExternalLink className="size-4" strokeWidth={1.75} aria-hidden />
      </a>
    </PaneHeader>
    <iframe src={paths.phone(simulator)} title="The customer’s phone" className="min-h-0 w-full grow border-0" />
  </>
)
