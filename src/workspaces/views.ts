import { z } from 'zod'

/** What the outside sees of workspaces, members and the door. */

const id = z.uuid()
export const roles = ['owner', 'admin', 'member'] as const

export const member = z.object({ id, name: z.string(), email: z.string(), role: z.enum(roles), you: z.boolean() }).meta({ id: 'Member' })
export type MemberView = z.infer<typeof member>
export const memberList = z.object({ items: z.array(member) })

export const session = z
  .object({
    member,
    workspace: z.object({ id: z.int(), name: z.string(), timeZone: z.string() }),
    /** Where the customer's phone of the simulated world is; null without one. */
    simulator: z.string().nullable(),
    keys: z.enum(['ok', 'unavailable', 'revoked']),
  })
  .meta({ id: 'Session' })
export type Session = z.infer<typeof session>

/** What the sign-in page must know before anybody is known. */
export const door = z.object({
  demo: z.boolean(),
  demoMembers: z.array(z.object({ id, name: z.string() })),
  simulator: z.string().nullable(),
})
export type Door = z.infer<typeof door>

export const demoEntry = z.object({ memberId: id.optional() })
export const passwordEntry = z.object({ email: z.email().max(200), password: z.string().min(1).max(200) })
/** The one-time owner (or invitation) link: `/join/<token>`. */
export const joinInfo = z.object({ workspaceName: z.string(), role: z.enum(roles) })
export const joinEntry = z.object({
  token: z.string().min(20).max(100),
  name: z.string().min(1).max(100),
  email: z.email().max(200),
  /** May be left out when a passkey is registered right after. */
  password: z.string().min(12).max(200).optional(),
})
