/** The words every other folder uses. */

/** Where somebody can be reached: `tel:+14155550100`, `mailto:ann@example.com`. */
export type Address = `${string}:${string}`

export type Part = { kind: 'text'; text: string } | { kind: 'media'; url: string; type: string; caption?: string }

export const purposes = ['code', 'service', 'conversation', 'marketing', 'keyword_reply'] as const
export type Purpose = (typeof purposes)[number]

export type Message = {
  id: string
  workspaceId: number
  /** The line it leaves from: a link carries many. */
  from: Address
  /** Several in a group. */
  to: Address[]
  purpose: Purpose
  parts: Part[]
  /** What happens if the socket dies before the answer: send it again, or ask a person or the API. */
  inDoubt: 'resend' | 'ask'
  acceptedAt: Date
}
