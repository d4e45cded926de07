/** What stands where a text would, when there is no key to read it with. */
export const SEALED = {
  unavailable: 'Cannot be read: the key cannot be reached',
  revoked: 'Cannot be read: the key was revoked',
  shredded: 'Its key was destroyed; nobody can read it any more',
} as const
