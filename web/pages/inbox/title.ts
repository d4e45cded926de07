import type { Contact } from '#src/message/contact.ts'
import { shown } from '../../ui/addresses.ts'

/** What a person is called: by name where we know it, else by where they write from. */
export const titleOf = (contact: Contact): string => contact.name ?? shown(contact.addresses[0]?.uri ?? 'Unknown')
export const firstNameOf = (contact: Contact): string => contact.name?.split(/\s+/)[0] ?? 'them'
