import { z } from 'zod'

/** What the outside sees of workspaces, members and the door. */

const id = z.uuid()
export const roles = ['owner', 'admin', 'member'] as const

export const member = z.object({ id, name: z.string(), email: z.string(), role: z.enum(roles), you: z.boolean() }).meta({ id: 'Member' })
export type MemberView = z.infer<typeof member>
export const memberList = z.object({ items: z.array(member) })
const named = z.string().trim().min(1).max(100)
export const memberChange = z.object({ name: named.optional(), role: z.enum(roles).optional() })
/** Who takes over their conversations; without it nobody has them. */
export const memberRemoval = z.object({ assignTo: id.optional() })

export const invitation = z
  .object({
    id,
    /** For whom, in the words of who made it. */
    name: z.string().nullable(),
    role: z.enum(roles),
    madeAt: z.iso.datetime(),
    expiresAt: z.iso.datetime(),
    /** Who made it, as they were called then. */
    by: z.string().nullable(),
  })
  .meta({ id: 'Invitation' })
export type InvitationView = z.infer<typeof invitation>
export const invitationList = z.object({ items: z.array(invitation) })
export const newInvitation = invitation.extend({ link: z.string() }).meta({ id: 'NewInvitation' })
export const invitationDraft = z.object({ name: named.optional(), role: z.enum(roles) })

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

/** What a browser's passkey says, as @simplewebauthn/browser sends it; whether it is true is found out by verifying it. */
const words = z.string().max(10_000)
const said = { id: words.min(1), rawId: words, type: z.literal('public-key'), clientExtensionResults: z.looseObject({}) }
export const passkeyEntry = z.object({
  response: z.looseObject({ ...said, response: z.looseObject({ clientDataJSON: words, authenticatorData: words, signature: words }) }),
})
export const newPasskey = z.object({
  response: z.looseObject({ ...said, response: z.looseObject({ clientDataJSON: words, attestationObject: words }) }),
  /** What its owner calls it. */
  label: z.string().min(1).max(100),
})
