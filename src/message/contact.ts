import { z } from 'zod'
import { time } from './views.ts'

/** A contact: how it is stored, and what the outside sees of it. Conversations show theirs, and are neighbours of `contacts`. */

/** The name rests sealed. */
export type ContactRow = { id: string; name: Buffer | null; made_at: Date }

const consent = z.object({
  state: z.enum(['given', 'absent', 'withdrawn']),
  at: time.nullable(),
  /** How we know: the keyword texted, or who recorded it. */
  source: z.string().nullable(),
  number: z.string().nullable(),
})

export const contact = z
  .object({
    id: z.uuid(),
    /** Null: no name given yet, or sealed (see `sealed`). */
    name: z.string().nullable(),
    sealed: z.enum(['unavailable', 'revoked', 'shredded']).nullable(),
    addresses: z.array(z.object({ uri: z.string(), consent })),
    /** IANA zone as far as the number tells; null where it does not. */
    timeZone: z.string().nullable(),
    createdAt: time,
  })
  .meta({ id: 'Contact' })
export type Contact = z.infer<typeof contact>
