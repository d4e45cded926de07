/** Every URL of the web app. Spread one into a `Link` or give it to `navigate`. */

export const views = ['all', 'mine', 'unassigned', 'unread'] as const
export type View = (typeof views)[number]

export type InboxSearch = { view?: View; q?: string; message?: string }

/** `edit`: its settings stand in a form. */
export type LinkSearch = { edit?: true }
/** `carrier`: another link of one that is there. */
export type NewLinkSearch = { carrier?: string }

export const paths = {
  inbox: (search: InboxSearch = {}) => ({ to: '/inbox', search: clean(search) }) as const,
  newConversation: (search: InboxSearch = {}) => ({ to: '/inbox/new', search: clean({ ...search, message: undefined }) }) as const,
  conversation: (conversationId: string, search: InboxSearch = {}) =>
    ({ to: '/inbox/$conversationId', params: { conversationId }, search: clean(search) }) as const,
  message: (messageId: string) => ({ to: '/messages/$messageId', params: { messageId } }) as const,
  settings: () => ({ to: '/settings' }) as const,
  links: () => ({ to: '/settings/links' }) as const,
  newLink: (search: NewLinkSearch = {}) => ({ to: '/settings/links/new', search }) as const,
  link: (linkId: string, search: LinkSearch = {}) => ({ to: '/settings/links/$linkId', params: { linkId }, search }) as const,
  numbers: () => ({ to: '/settings/numbers' }) as const,
  policies: () => ({ to: '/settings/policies' }) as const,
  members: () => ({ to: '/settings/members' }) as const,
  keys: () => ({ to: '/settings/keys' }) as const,
  webhooks: () => ({ to: '/settings/webhooks' }) as const,
  webhook: (webhookId: string) => ({ to: '/settings/webhooks/$webhookId', params: { webhookId } }) as const,
  health: () => ({ to: '/settings/health' }) as const,
  signIn: (to?: string) => ({ to: '/sign-in', search: to ? { to } : {} }) as const,
  phone: (simulator: string) => `${simulator.replace(/\/$/, '')}/phone`,
}

/** What a person can send to a colleague: lands on the message, highlighted. */
export const messageUrl = (origin: string, conversationId: string, messageId: string): string =>
  `${origin}/inbox/${conversationId}?message=${messageId}`

/** An absent filter is absent from the URL too. */
export function clean(search: { [K in keyof InboxSearch]: InboxSearch[K] | undefined }): InboxSearch {
  const { view, q, message } = search
  return { ...(view && view !== 'all' ? { view } : {}), ...(q ? { q } : {}), ...(message ? { message } : {}) }
}

export const readLinkSearch = (raw: Record<string, unknown>): LinkSearch => (String(raw['edit']) === 'true' ? { edit: true } : {})

export const readNewLinkSearch = (raw: Record<string, unknown>): NewLinkSearch => {
  const carrier = word(raw['carrier'])
  return carrier ? { carrier } : {}
}

export function readSearch(raw: Record<string, unknown>): InboxSearch {
  const view = views.find((it) => it === raw['view'])
  return clean({ view, q: word(raw['q']), message: word(raw['message']) })
}

const word = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined)
