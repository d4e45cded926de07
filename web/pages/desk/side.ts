import { useSyncExternalStore } from 'react'
import { cell, useCell } from '../../ui/cell.ts'
import { type Settings, settings } from '../../ui/settings.ts'

/** What stands beside the thread. Where there is room the choice is kept; where it would lie over the thread it holds until closed. */
export type Side = Settings['side']

/** Tailwind's `lg`: the style sheet decides by the same width. */
const wide = matchMedia('(min-width: 64rem)')
const over = cell<Side>('none')

export const isWide = (): boolean => wide.matches
export const sideNow = (): Side => (isWide() ? settings.get().side : over.get())

export function showSide(side: Side): void {
  if (isWide()) settings.set({ side })
  else over.set(side)
}

export const toggleSide = (side: Side): void => showSide(sideNow() === side ? 'none' : side)

export function useSide(): Side {
  const { side } = useCell(settings)
  const lying = useCell(over)
  const room = useSyncExternalStore(follow, isWide)
  return room ? side : lying
}

function follow(tell: () => void): () => void {
  wide.addEventListener('change', tell)
  return () => wide.removeEventListener('change', tell)
}
