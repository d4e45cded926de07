import { Link } from '@tanstack/react-router'
import { MapPinOff } from 'lucide-react'
import { paths } from '../../paths.ts'
import { buttonClass } from '../../ui/button.tsx'
import { Empty } from '../../ui/empty.tsx'

export const NotFound = () => (
  <main id="main" className="grid min-h-dvh grow place-items-center">
    <Empty
      page
      icon={MapPinOff}
      title="There is nothing at this address"
      actions={
        <Link {...paths.inbox()} className={buttonClass()}>
          Open the inbox
        </Link>
      }
    >
      The link may be old, or a letter of it may be missing.
    </Empty>
  </main>
)
