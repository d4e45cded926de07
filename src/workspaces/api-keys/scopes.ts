import type { Role } from '../roles.ts'

/** What a key may do. A member's role is the same kind of list, so that one question is asked of both. */
export const scopes = {
  'messages:send': 'Send messages, cancel them, send them again.',
  'messages:read': 'Read messages with their verdicts and events.',
  'events:read': 'Follow the log of everything that happens.',
  'conversations:read': 'Read conversations and search them.',
  'conversations:write': 'Start, assign and mark conversations.',
  'contacts:read': 'Read contacts and their consent.',
  'contacts:write': 'Name contacts, record consent.',
  'numbers:read': 'See numbers and lines.',
  'numbers:write': 'Add and change numbers and lines.',
  'links:read': 'See carriers and links, and whether they are up.',
  'links:write': 'Add and change carriers and links.',
  'members:read': 'See who belongs to the workspace.',
  'members:write': 'Invite and change members.',
  'policies:read': 'See the rules for sending and their lists.',
  'policies:write': 'Change the rules for sending and their lists.',
  'webhooks:read': 'See webhooks and their deliveries.',
  'webhooks:write': 'Add, change, test and replay webhooks.',
  'keys:read': 'See which keys there are.',
  'keys:write': 'Make and revoke keys.',
} as const
export type Scope = keyof typeof scopes
export const allScopes = Object.keys(scopes) as Scope[] // `as`: its own keys

const workScopes: readonly Scope[] = [
  'messages:send',
  'messages:read',
  'events:read',
  'conversations:read',
  'conversations:write',
  'contacts:read',
  'contacts:write',
  'numbers:read',
  'links:read',
  'members:read',
  'policies:read',
]

/** What members may do, by role. */
export const scopesOf: Record<Role, readonly Scope[]> = { owner: allScopes, admin: allScopes, member: workScopes }
