import { lazy, Suspense, useEffect, useState } from 'react'

const Tip = lazy(async () => ({ default: (await import('./tip.tsx')).Tip }))

const DELAY_MS = 350
/** Once one has been shown, its neighbours need no patience. */
const WARM_MS = 600

/**
 * Every tooltip there is: one for the whole page, for whatever carries `data-tip`. A thread shows hundreds of ticks, and each would
 * otherwise bring a tooltip of its own; and its code is fetched only when somebody first points at something.
 * A tip repeats or adds; it is never the only place something is said.
 */
export const Tips = () => {
  const [at, setAt] = useState<HTMLElement | null>(null)
  useEffect(() => {
    let timer = 0
    let warmUntil = 0
    let shown = false
    const show = (it: HTMLElement | null) => {
      clearTimeout(timer)
      if (it) timer = window.setTimeout(() => setAt(it), performance.now() < warmUntil ? 0 : DELAY_MS)
      else setAt(null)
      if (!it && shown) warmUntil = performance.now() + WARM_MS
      shown = it !== null
    }
    const point = (it: Event) => show(tipped(it))
    const focus = (it: Event) => it.target instanceof Element && show(it.target.matches(':focus-visible') ? tipped(it) : null)
    const hide = () => show(null)
    const press = (it: KeyboardEvent) => it.key === 'Escape' && hide()
    const listening = new AbortController()
    const { signal } = listening
    document.addEventListener('pointerover', (it) => it.pointerType !== 'touch' && point(it), { signal })
    document.addEventListener('focusin', focus, { signal })
    document.addEventListener('focusout', hide, { signal })
    document.addEventListener('pointerdown', hide, { signal, capture: true })
    document.addEventListener('keydown', press, { signal })
    document.addEventListener('scroll', hide, { signal, capture: true, passive: true })
    return () => listening.abort()
  }, [])
  const text = at?.isConnected ? at.dataset['tip'] : undefined
  return at && text ? (
    <Suspense>
      <Tip anchor={at} text={text} />
    </Suspense>
  ) : null
}

const tipped = (it: Event): HTMLElement | null => (it.target instanceof Element ? it.target.closest<HTMLElement>('[data-tip]') : null)
