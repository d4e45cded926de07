import { Outlet } from '@tanstack/react-router'
import { usePageTop } from '../desk/use-page-top.ts'
import { SettingsNav } from './settings-nav.tsx'

/** The operator's screens: where to go at the side, the page beside it. */
export const SettingsPage = () => {
  usePageTop()
  return (
    <div className="flex min-w-0 grow overflow-hidden border-line bg-paper md:rounded-tl-2xl md:border-t md:border-l">
      <SettingsNav className="w-64 shrink-0 overflow-y-auto border-line border-r bg-side px-3 py-5 max-md:hidden" />
      <main id="main" className="min-w-0 grow overflow-y-auto">
        <Outlet />
      </main>
    </div>
  )
}
