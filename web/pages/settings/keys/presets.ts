import { allScopes, type Scope } from '#src/workspaces/api-keys/scopes.ts'

/** What most programs need: chosen with one press, then changed as one likes. */
export const presets: readonly { name: string; says: string; scopes: readonly Scope[] }[] = [
  { name: 'Send', says: 'Send messages and see what became of them.', scopes: ['messages:send', 'messages:read'] },
  {
    name: 'Answer',
    says: 'A bot or a desk of your own: conversations, contacts, and what happens.',
    scopes: [
      'messages:send',
      'messages:read',
      'events:read',
      'conversations:read',
      'conversations:write',
      'contacts:read',
      'contacts:write',
      'numbers:read',
    ],
  },
  {
    name: 'Look',
    says: 'Read everything, change nothing: for reports and monitoring.',
    scopes: allScopes.filter((it) => it.endsWith(':read')),
  },
  { name: 'Everything', says: 'All that an admin may. Guard it like a password.', scopes: allScopes },
]
