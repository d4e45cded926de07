/** Where keys put the focus. Found by name, because what is focused is far from who asks. */
export const ids = { search: 'search', reply: 'reply', list: 'conversation-list', thread: 'thread' } as const

export const focusSearch = (): void => focusOn(ids.search)
export const focusReply = (): void => focusOn(ids.reply)

function focusOn(id: string): void {
  document.getElementById(id)?.focus()
}
