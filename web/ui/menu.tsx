import type { LucideIcon } from 'lucide-react'
import {
  cloneElement,
  type HTMLAttributes,
  lazy,
  type ReactElement,
  type ReactNode,
  type Ref,
  Suspense,
  useEffect,
  useRef,
  useState,
} from 'react'

export type Entry =
  | { kind: 'item'; text: string; icon?: LucideIcon; does: () => void }
  | { kind: 'choice'; label: string; value: string; choose: (value: string) => void; options: Option[] }
  | { kind: 'title'; content: ReactNode }
  | { kind: 'line' }

export type Option = { value: string; text: string; before?: ReactNode; note?: string }

type Trigger = ReactElement<HTMLAttributes<HTMLElement> & { ref?: Ref<HTMLButtonElement> }>
type Props = {
  label: string
  trigger: Trigger
  entries: Entry[]
  open?: boolean
  setOpen?: (open: boolean) => void
  side?: 'top' | 'bottom'
  align?: 'start' | 'end'
}

const fetchPopup = () => import('./menu-popup.tsx')
const MenuPopup = lazy(async () => ({ default: (await fetchPopup()).MenuPopup }))

/** A button that opens choices. The choices' code is fetched once the page is idle: nobody opens a menu before there is anything to see. */
export const Menu = ({ label, trigger, entries, open, setOpen, side = 'bottom', align = 'start' }: Props) => {
  const [own, setOwn] = useState(false)
  const anchor = useRef<HTMLButtonElement>(null)
  const isOpen = open ?? own
  const change = setOpen ?? setOwn
  useEffect(() => {
    const idle = setTimeout(fetchPopup, 1500)
    return () => clearTimeout(idle)
  }, [])
  return (
    <>
      {cloneElement(trigger, {
        ref: anchor,
        'aria-haspopup': 'menu',
        'aria-expanded': isOpen,
        onClick: () => change(!isOpen),
        onKeyDown: (it) => {
          if (it.key !== 'ArrowDown' && it.key !== 'ArrowUp') return
          it.preventDefault()
          change(true)
        },
      })}
      {isOpen && (
        <Suspense>
          <MenuPopup label={label} anchor={anchor} entries={entries} close={() => change(false)} side={side} align={align} />
        </Suspense>
      )}
    </>
  )
}
