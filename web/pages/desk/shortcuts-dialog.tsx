import { Switch } from '@base-ui/react/switch'
import { useId } from 'react'
import { useCell } from '../../ui/cell.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { Kbd } from '../../ui/kbd.tsx'
import { settings } from '../../ui/settings.ts'
import { alwaysOn, shortcuts } from './shortcuts.ts'

export const ShortcutsDialog = ({ close }: { close: () => void }) => {
  const { shortcuts: on, enterSends } = useCell(settings)
  return (
    <Dialog open close={close} title="Keyboard and sending">
      <div className="overflow-auto px-5 py-4">
        <Toggle label="Enter sends; Shift+Enter begins a new line" on={enterSends} set={(it) => settings.set({ enterSends: it })} />
        <Toggle label="Single-key shortcuts" on={on} set={(it) => settings.set({ shortcuts: it })} />
        <dl className={`mt-3 grid gap-y-2 border-line border-t pt-4 text-[0.8125rem] ${on ? '' : 'text-ink-3'}`}>
          {[...shortcuts, ...alwaysOn].map((it) => (
            <div key={it.does} className="flex items-center gap-4">
              <dt className="flex w-28 shrink-0 gap-1">
                {it.keys.map((key) => (
                  <Kbd key={key}>{key}</Kbd>
                ))}
              </dt>
              <dd>{it.does}</dd>
            </div>
          ))}
        </dl>
        <p className="mt-4 text-ink-3 text-xs">Single keys act only while no field has the focus.</p>
      </div>
    </Dialog>
  )
}

const Toggle = ({ label, on, set }: { label: string; on: boolean; set: (on: boolean) => void }) => {
  const id = useId()
  return (
    <div className="flex items-center justify-between gap-4 py-1.5">
      <span id={id} className="text-[0.8125rem]">
        {label}
      </span>
      <Switch.Root
        aria-labelledby={id}
        checked={on}
        onCheckedChange={set}
        className="flex h-6 w-10 shrink-0 items-center rounded-full bg-line-strong p-0.5 transition-colors data-checked:bg-accent"
      >
        <Switch.Thumb className="size-5 rounded-full bg-paper shadow-lift transition-transform data-checked:translate-x-4" />
      </Switch.Root>
    </div>
  )
}
