import { cell } from '../../ui/cell.ts'

/** Never more than one. */
export const openDialog = cell<'none' | 'shortcuts' | 'commands' | 'passkey'>('none')
/** The assign menu of the conversation that is open, opened by its key. */
export const assignOpen = cell(false)
