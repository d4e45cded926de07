import { cell } from '../../ui/cell.ts'

/** j and k ask; the conversation list, which knows what is next, obeys. */
export const steps = cell<{ by: 1 | -1; asked: number }>({ by: 1, asked: 0 })

export const stepInList = (by: 1 | -1): void => void steps.set({ by, asked: steps.get().asked + 1 })
