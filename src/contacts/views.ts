import { z } from 'zod'
import { contact } from '#src/message/contact.ts'

/** What is said and asked about contacts beside the contact itself. */

export const contactList = z.object({
  items: z.array(contact),
  /** Give it back as `before`; null at the end. */
  next: z.uuid().nullable(),
})
export const rename = z.object({ name: z.string().max(200).nullable() })
