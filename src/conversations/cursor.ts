/** Where a page of the list ended: opaque to whoever gets it. */
export const cursorOf = ({ last_at, id }: { last_at: Date; id: string }): string =>
  Buffer.from(`${last_at.getTime()} ${id}`).toString('base64url')

export function readCursor(text: string): { at: Date; id: string } | null {
  const [ms, id] = Buffer.from(text, 'base64url').toString().split(' ')
  const at = new Date(Number(ms))
  return id && /^[0-9a-f-]{36}$/.test(id) && !Number.isNaN(at.getTime()) ? { at, id } : null
}
