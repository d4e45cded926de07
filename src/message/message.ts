/** The words every other folder uses. */

/** Where somebody can be reached: `tel:+14155550100`, `mailto:ann@example.com`. */
export type Address = `${string}:${string}`

export type Part = { kind: 'text'; text: string } | { kind: 'media'; url: string; type: string; caption?: string }

export const purposes = ['code', 'service', 'conversation', 'marketing', 'keyword_reply'] as const
export type Purpose = (typeof purposes)[number]

export type Message = {
  /** A UUIDv7: its time is when the message was accepted. */
  id: string
  workspaceId: number
  /** The number it leaves from: a link carries many. */
  from: Address
  /** Several in a group. */
  to: Address[]
  purpose: Purpose
  parts: Part[]
  /** What happens if the socket dies before the answer: send it again, or ask a person or the API. */
  inDoubt: 'resend' | 'ask'
  acceptedAt: Date
  /** The thread a team works it in; traffic of the API on lines without a team has none. */
  conversationId?: string
  /** Who wrote it, where a person did. */
  memberId?: string
  /** For a `keyword_reply`: when the keyword it answers was heard. */
  answersAt?: Date
  /** Policies that asked for a person's look at it, which a person has given: their `review` stands in its way no more. */
  approved?: readonly string[]
}

/** The words of a message, without what cannot be said in words. */
export const textOf = (parts: Part[]): string => parts.flatMap((it) => (it.kind === 'text' ? [it.text] : (it.caption ?? []))).join('\n')
