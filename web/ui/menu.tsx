import { Menu as Base } from '@base-ui/react/menu'
import { Check, type LucideIcon } from 'lucide-react'
import type { ReactElement, ReactNode } from 'react'

type Props = {
  trigger: ReactElement
  children: ReactNode
  open?: boolean
  setOpen?: (open: boolean) => void
  side?: 'top' | 'right' | 'bottom'
  align?: 'start' | 'end' | 'center'
}

export const Menu = ({ trigger, children, open, setOpen, side = 'bottom', align = 'start' }: Props) => (
  <Base.Root {...(open === undefined ? {} : { open })} onOpenChange={(next) => setOpen?.(next)}>
    <Base.Trigger render={trigger} />
    <Base.Portal>
      <Base.Positioner side={side} align={align} sideOffset={6} className="z-50 outline-none">
        <Base.Popup className="rise max-h-80 min-w-52 overflow-auto rounded-xl border border-line bg-raised p-1 text-ink shadow-float outline-none">
          {children}
        </Base.Popup>
      </Base.Positioner>
    </Base.Portal>
  </Base.Root>
)

const row =
  'flex w-full cursor-default select-none items-center gap-2.5 rounded-lg px-2.5 py-1.5 text-[0.8125rem] outline-none data-highlighted:bg-hover'

type ItemProps = { icon?: LucideIcon; onSelect: () => void; children: ReactNode; hint?: ReactNode }

export const MenuItem = ({ icon: Icon, onSelect, children, hint }: ItemProps) => (
  <Base.Item onClick={onSelect} className={row}>
    {Icon && <Icon className="size-4 text-ink-3" strokeWidth={1.75} aria-hidden />}
    <span className="grow">{children}</span>
    {hint}
  </Base.Item>
)

type ChoiceProps<T> = { value: T; onChoose: (value: T) => void; options: { value: T; label: ReactNode; text: string }[]; label: string }

/** One of several; the chosen one is ticked. */
export const MenuChoice = <T,>({ value, onChoose, options, label }: ChoiceProps<T>) => (
  <Base.RadioGroup value={value} onValueChange={(next: T) => onChoose(next)} aria-label={label}>
    {options.map((it) => (
      <Base.RadioItem key={it.text} value={it.value} label={it.text} closeOnClick className={row}>
        <span className="flex grow items-center gap-2.5">{it.label}</span>
        <Base.RadioItemIndicator>
          <Check className="size-4 text-accent" aria-hidden />
        </Base.RadioItemIndicator>
      </Base.RadioItem>
    ))}
  </Base.RadioGroup>
)

export const MenuLine = () => <Base.Separator className="my-1 h-px bg-line" />
export const MenuLabel = ({ children }: { children: ReactNode }) => (
  <div className="px-2.5 pt-2 pb-1 font-medium text-2xs text-ink-3 uppercase tracking-wider">{children}</div>
)
