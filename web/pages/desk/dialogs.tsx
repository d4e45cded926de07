import { lazy, Suspense } from 'react'
import { useCell } from '../../ui/cell.ts'
import { openDialog } from './open-dialog.ts'

const ShortcutsDialog = lazy(async () => ({ default: (await import('./shortcuts-dialog.tsx')).ShortcutsDialog }))
const CommandBar = lazy(async () => ({ default: (await import('./command-bar.tsx')).CommandBar }))
const PasskeyDialog = lazy(async () => ({ default: (await import('./passkey-dialog.tsx')).PasskeyDialog }))

/** Fetched when first opened. */
export const Dialogs = () => {
  const open = useCell(openDialog)
  const close = () => void openDialog.set('none')
  return (
    <Suspense>
      {open === 'shortcuts' && <ShortcutsDialog close={close} />}
      {open === 'commands' && <CommandBar close={close} />}
      {open === 'passkey' && <PasskeyDialog close={close} />}
    </Suspense>
  )
}
