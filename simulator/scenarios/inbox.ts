/** Tandem's inbox as its members use it: over HTTP, by the demo door. Knows only what the API says. */
import { type Conversation, conversationList, thread } from '#src/conversations/views.ts'
import { door, session } from '#src/workspaces/views.ts'

/** A call that takes longer is given up. */
const TIMEOUT_MS = 10_000
const PAGE = 100
/** Beyond it the rest waits until the newest are answered. */
const MOST_PAGES = 20

export class InboxSession {
  readonly #url: string
  #cookie = ''
  memberId = ''
  name = ''

  constructor(url: string) {
    this.#url = url.replace(/\/$/, '')
  }

  /** As the last of the demo members but `place`: the first is left to the human. */
  async enter(place: number): Promise<void> {
    const { demoMembers } = door.parse(await this.#call('GET', '/v1/door'))
    const others = demoMembers.length > 1 ? demoMembers.slice(1) : demoMembers
    const member = others[place % Math.max(1, others.length)]
    await this.#call('POST', '/v1/door/demo', member ? { memberId: member.id } : {})
    const { member: me } = session.parse(await this.#call('GET', '/v1/session'))
    this.memberId = me.id
    this.name = me.name
  }

  /** Up to `most` unread conversations that are `wanted`, newest first, from as many pages as that takes. */
  async unread(wanted: (conversation: Conversation) => boolean, most: number): Promise<Conversation[]> {
    const found: Conversation[] = []
    let before = ''
    for (let page = 0; page < MOST_PAGES; page++) {
      const { items, next } = conversationList.parse(await this.#call('GET', `/v1/conversations?view=unread&limit=${PAGE}${before}`))
      found.push(...items.filter(wanted))
      if (next === null || found.length >= most) break
      before = `&before=${encodeURIComponent(next)}`
    }
    return found.slice(0, most)
  }

  /** Whether anybody has been in touch. */
  async used(): Promise<boolean> {
    return conversationList.parse(await this.#call('GET', '/v1/conversations?limit=1')).items.length > 0
  }

  async thread(conversationId: string) {
    return thread.parse(await this.#call('GET', `/v1/conversations/${conversationId}/messages`)).items
  }

  async say(conversationId: string, text: string, clientId: string): Promise<void> {
    await this.#call('POST', `/v1/conversations/${conversationId}/messages`, { text, clientId })
  }

  async assignToMe(conversationId: string): Promise<void> {
    await this.#call('POST', `/v1/conversations/${conversationId}/assignee`, { memberId: this.memberId })
  }

  async markRead(conversationId: string, upTo: string): Promise<void> {
    await this.#call('POST', `/v1/conversations/${conversationId}/read`, { upTo })
  }

  async nameContact(contactId: string, name: string): Promise<void> {
    await this.#call('PATCH', `/v1/contacts/${contactId}`, { name })
  }

  async #call(method: 'GET' | 'POST' | 'PATCH', path: string, body?: unknown): Promise<unknown> {
    const headers: Record<string, string> = { accept: 'application/json', origin: new URL(this.#url).origin }
    if (this.#cookie) headers['cookie'] = this.#cookie
    if (body !== undefined) headers['content-type'] = 'application/json'
    const response = await fetch(this.#url + path, {
      ...{ method, headers, signal: AbortSignal.timeout(TIMEOUT_MS) },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
    this.#keepCookies(response.headers.getSetCookie())
    const text = await response.text()
    if (!response.ok) throw new InboxRefusal(response.status, `${method} ${path}: ${response.status} ${text.slice(0, 200)}`)
    return text === '' ? null : JSON.parse(text)
  }

  #keepCookies(lines: readonly string[]): void {
    const jar = new Map(this.#cookie.split('; ').flatMap((pair) => (pair ? [split(pair)] : [])))
    for (const line of lines) jar.set(...split(line.split(';')[0] ?? ''))
    this.#cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
  }
}

const split = (pair: string): [string, string] => {
  const at = pair.indexOf('=')
  return [pair.slice(0, at), pair.slice(at + 1)]
}

export class InboxRefusal extends Error {
  readonly status: number
  constructor(status: number, message: string) {
    super(message)
    this.name = 'InboxRefusal'
    this.status = status
  }
}
