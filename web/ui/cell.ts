import { useSyncExternalStore } from 'react'

/** One value outside React that screens can watch. With a name it outlives the page, and other tabs of this browser see it change. */
export type Cell<T> = { get: () => T; set: (next: T) => boolean; subscribe: (tell: () => void) => () => void }

export function cell<T>(initial: T, name?: string): Cell<T> {
  let value = name ? (kept<T>(name) ?? initial) : initial
  const watching = new Set<() => void>()
  const tell = () => {
    for (const it of watching) it()
  }
  if (name)
    addEventListener('storage', (it) => {
      if (it.key !== name) return
      value = kept<T>(name) ?? initial
      tell()
    })
  return {
    get: () => value,
    /** False: the browser would not keep it (its storage is full or forbidden); it still holds for this page. */
    set(next) {
      value = next
      tell()
      return name === undefined || keep(name, next)
    },
    subscribe(it) {
      watching.add(it)
      return () => watching.delete(it)
    },
  }
}

export const useCell = <T>(it: Pick<Cell<T>, 'get' | 'subscribe'>): T => useSyncExternalStore(it.subscribe, it.get)

/** A part of it: renders again only when that part has changed. `pick` answers something that can be compared by ===. */
export const usePart = <T, P>(it: Pick<Cell<T>, 'get' | 'subscribe'>, pick: (value: T) => P): P =>
  useSyncExternalStore(it.subscribe, () => pick(it.get()))

function kept<T>(name: string): T | null {
  try {
    return JSON.parse(localStorage.getItem(name) ?? 'null') as T | null // as: only `keep` writes under this name
  } catch {
    return null
  }
}

function keep(name: string, value: unknown): boolean {
  try {
    localStorage.setItem(name, JSON.stringify(value))
    return true
  } catch {
    return false
  }
}
