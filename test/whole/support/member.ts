import type { Conversation } from '#src/conversations/views.ts'
import { conversationList, thread } from '#src/conversations/views.ts'
import { type Bubble, bubble, type Problem } from '#src/message/views.ts'
import { door, session } from '#src/workspaces/views.ts'

const PAGE = 100
const PATIENCE_MS = 20_000

export class Refusal extends Error {
  readonly status: number
  readonly code: string
  /** As a person reads it. */
  readonly said: string
  constructor(status: number, text: string) {
    super(`${status} ${text}`)
    this.status = status
    const { code = '', title = '', remedy = '' } = text.startsWith('{') ? (JSON.parse(text) as Partial<Problem>) : {} // `as`: problems have them
    this.code = code
    this.said = `${status} ${code}: ${title} ${remedy}`
  }
}

/** A member of the demo workspace, over the API alone. */
export class Member {
  readonly #url: string
  readonly #cookie: string
  id = ''
  private constructor(url: string, cookie: string) {
    this.#url = url
    this.#cookie = cookie
  }

  static async enter(url: string, place = 0): Promise<Member> {
    const { demoMembers } = door.parse(await (await fetch(`${url}/v1/door`)).json())
    const headers = { 'content-type': 'application/json', origin: url }
    const answer = await fetch(`${url}/v1/door/demo`, {
      method: 'POST',
      headers,
      body: JSON.stringify({ memberId: demoMembers[place]?.id }),
    })
    if (!answer.ok) throw new Refusal(answer.status, await answer.text())
    const member = new Member(
      url,
      answer.headers
        .getSetCookie()
        .map((it) => it.split(';')[0])
        .join('; '),
    )
    member.id = session.parse(await member.get('/v1/session')).member.id
    return member
  }

  /** Every conversation of a view, page by page. */
  async conversations(view: 'all' | 'unread' = 'all'): Promise<Conversation[]> {
    const all = new Map<string, Conversation>()
    for (let before = ''; ; ) {
      const { items, next } = conversationList.parse(await this.get(`/v1/conversations?view=${view}&limit=${PAGE}${before}`))
      for (const it of items) all.set(it.id, it)
      if (next === null) return [...all.values()]
      before = `&before=${encodeURIComponent(next)}`
    }
  }

  /** Every message of a conversation, the oldest first. */
  async messages(conversationId: string): Promise<Bubble[]> {
    const all: Bubble[][] = []
    for (let before = ''; ; ) {
      const page = thread.parse(await this.get(`/v1/conversations/${conversationId}/messages?limit=${PAGE}${before}`))
      all.unshift(page.items)
      if (page.before === null) return all.flat()
      before = `&before=${page.before}`
    }
  }

  /** Everything the inbox shows, by conversation. */
  async everything(): Promise<{ conversation: Conversation; messages: Bubble[] }[]> {
    const conversations = await this.conversations()
    const shown: { conversation: Conversation; messages: Bubble[] }[] = []
    const work = async () => {
      for (let it = conversations.pop(); it; it = conversations.pop())
        shown.push({ conversation: it, messages: await this.messages(it.id) })
    }
    await Promise.all(Array.from({ length: 8 }, work))
    return shown
  }

  async say(conversationId: string, text: string, clientId: string): Promise<Bubble> {
    return bubble.parse(await this.post(`/v1/conversations/${conversationId}/messages`, { text, clientId }))
  }

  get(path: string): Promise<unknown> {
    return this.#call('GET', path)
  }

  post(path: string, body: unknown, method = 'POST'): Promise<unknown> {
    return this.#call(method, path, body)
  }

  async #call(method: string, path: string, body?: unknown): Promise<unknown> {
    const json = body === undefined ? {} : { body: JSON.stringify(body) }
    const headers = { cookie: this.#cookie, origin: this.#url, ...(body !== undefined && { 'content-type': 'application/json' }) }
    const answer = await fetch(this.#url + path, { method, headers, signal: AbortSignal.timeout(PATIENCE_MS), ...json })
    const text = await answer.text()
    if (!answer.ok) throw new Refusal(answer.status, text)
    return text === '' ? null : JSON.parse(text)
  }
}
