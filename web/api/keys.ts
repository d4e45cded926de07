import type { View } from '../paths.ts'

/** Names of what is cached. */
export const keys = {
  session: ['session'] as const,
  members: ['members'] as const,
  invitations: ['settings', 'invitations'] as const,
  lines: ['lines'] as const,
  door: ['door'] as const,
  unread: ['unread'] as const,
  live: ['live'] as const,
  health: ['health'] as const,
  lists: ['conversations'] as const,
  list: (view: View, q: string) => ['conversations', { view, q }] as const,
  conversation: (id: string) => ['conversation', id] as const,
  threads: (id: string) => ['thread', id] as const,
  thread: (id: string, around: string | null = null) => ['thread', id, around] as const,
  message: (id: string) => ['message', id] as const,
}
