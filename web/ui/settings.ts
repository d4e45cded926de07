import { cell } from './cell.ts'

/** How one person likes it in this browser. */
export type Settings = {
  theme: 'system' | 'light' | 'dark'
  shortcuts: boolean
  enterSends: boolean
  listWidth: number
  sideWidth: number
  side: 'contact' | 'phone' | 'none'
}

const initial: Settings = { theme: 'system', shortcuts: true, enterSends: true, listWidth: 348, sideWidth: 320, side: 'contact' }

/** The name is also in public/theme.js, which reads it before the first paint. */
const kept = cell<Partial<Settings>>({}, 'tandem.settings')

let merged = { from: kept.get(), settings: { ...initial, ...kept.get() } }

export const settings = {
  get(): Settings {
    const from = kept.get()
    if (from !== merged.from) merged = { from, settings: { ...initial, ...from } }
    return merged.settings
  },
  set: (change: Partial<Settings>) => {
    kept.set({ ...kept.get(), ...change })
    dress()
  },
  chosen: (name: keyof Settings): boolean => name in kept.get(),
  subscribe: kept.subscribe,
}

export function dress(): void {
  const { theme } = settings.get()
  if (theme === 'system') delete document.documentElement.dataset['theme']
  else document.documentElement.dataset['theme'] = theme
}
