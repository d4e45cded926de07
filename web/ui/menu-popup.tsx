import { Menu } from '@base-ui/react/menu'
import { Check } from 'lucide-react'
import type { RefObject } from 'react'
import type { Entry } from './menu.tsx'

type Props = {
  label: string
  anchor: RefObject<HTMLButtonElement | null>
  entries: Entry[]
  close: () => void
  side: 'top' | 'bottom'
  align: 'start' | 'end'
}

export const MenuPopup = ({ label, anchor, entries, close, side, align }: Props) => (
  <Menu.Root open onOpenChange={(open) => !open && close()}>
    <Menu.Portal>
      <Menu.Positioner anchor={anchor} side={side} align={align} sideOffset={6} className="z-50 outline-none">
        <Menu.Popup
          aria-label={label}
          finalFocus={anchor}
          className="rise max-h-[min(28rem,var(--available-height))] min-w-56 max-w-[calc(100vw-1rem)] overflow-auto rounded-xl border border-line bg-raised p-1 text-ink shadow-float outline-none"
        >
          {entries.map((it, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a menu's entries do not move while it is open
            <MenuEntry key={at} it={it} />
          ))}
        </Menu.Popup>
      </Menu.Positioner>
    </Menu.Portal>
  </Menu.Root>
)

const row =
  'flex w-full cursor-default select-none items-center gap-2.5 rounded-lg px-2.5 py-1.5 text-[0.8125rem] data-highlighted:bg-hover'

const MenuEntry = ({ it }: { it: Entry }) => {
  if (it.kind === 'line') return <Menu.Separator className="my-1 h-px bg-line" />
  if (it.kind === 'title') return <div className="px-2.5 py-1.5">{it.content}</div>
  if (it.kind === 'item')
    return (
      <Menu.Item onClick={it.does} className={row}>
        {it.icon && <it.icon className="size-4 text-ink-3" strokeWidth={1.75} aria-hidden />}
        {it.text}
      </Menu.Item>
    )
  return (
    <Menu.RadioGroup value={it.value} onValueChange={(value: string) => it.choose(value)} aria-label={it.label}>
      {it.options.map(({ value, text, before, note }) => (
        <Menu.RadioItem key={value} value={value} label={text} closeOnClick className={row}>
          {before}
          <span className="min-w-0 grow truncate">
            {text}
            {note && <span className="block truncate text-ink-3 text-xs">{note}</span>}
          </span>
          <Menu.RadioItemIndicator>
            <Check className="size-4 text-accent" aria-hidden />
          </Menu.RadioItemIndicator>
        </Menu.RadioItem>
      ))}
    </Menu.RadioGroup>
  )
}
