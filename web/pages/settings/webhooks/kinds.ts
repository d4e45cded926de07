/** What a webhook can be told, by the sort of event; each has its kinds, which `GET /v1/events` shows. */
export const sorts = [
  { kind: 'message.*', title: 'Messages', says: 'Received, sent, delivered, failed, and every step between.' },
  { kind: 'conversation.*', title: 'Conversations', says: 'Assigned, read.' },
  { kind: 'contact.*', title: 'Contacts', says: 'Named.' },
  { kind: 'keyword.*', title: 'Keywords', says: 'STOP, HELP, START: who opted out and back in.' },
] as const

/** What it hears, in a few words. */
export function hears(kinds: readonly string[]): string {
  if (kinds.length === 0) return 'everything'
  const named = kinds.map((kind) => sorts.find((it) => it.kind === kind)?.title.toLowerCase() ?? kind)
  return named.join(', ')
}
