/** Every key there is: shown in the overlay, obeyed by use-shortcuts.ts. */
export const shortcuts = [
  { keys: ['j', 'k'], does: 'Next, previous conversation' },
  { keys: ['Enter'], does: 'Open it' },
  { keys: ['r'], does: 'Reply' },
  { keys: ['c'], does: 'New conversation' },
  { keys: ['m'], does: 'Assign to me' },
  { keys: ['a'], does: 'Assign to…' },
  { keys: ['p'], does: 'Show or hide the contact' },
  { keys: ['/'], does: 'Search' },
  { keys: ['↑', '↓'], does: 'Move within a thread; Enter opens the message page, . copies its link' },
  { keys: ['Esc'], does: 'Leave a field, close, go back' },
  { keys: ['?'], does: 'This overlay' },
] as const

export const alwaysOn = [
  { keys: ['Ctrl/⌘', 'Enter'], does: 'Send' },
  { keys: ['Ctrl/⌘', 'K'], does: 'Command bar' },
] as const

/** Single keys are ours only while nobody is typing and no modifier is held: those belong to the browser and to screen readers. */
export function isOurs(key: KeyboardEvent): boolean {
  if (key.defaultPrevented || key.ctrlKey || key.metaKey || key.altKey || key.isComposing) return false
  const at = key.target instanceof Element ? key.target : null
  return !at?.closest('input, textarea, select, [contenteditable], [role=menu], [role=listbox], [role=dialog]')
}
