/** The simulated team: members who read what is unread and answer most of it, and leave the rest to the human. */
import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import type { Conversation } from '#src/conversations/views.ts'
import { plainNumber } from '../phones/numbers.ts'
import type { World } from '../world.ts'
import { InboxRefusal, InboxSession } from './inbox.ts'
import type { Scenario } from './scenario.ts'
import { replyTo } from './team-replies.ts'

const options = z.object({
  /** Answers a minute, all members together. */
  perMinute: z.number().min(0.1).max(60_000).default(15),
  members: z.int().min(1).max(20).default(2),
  /** Share of conversations the team takes; the others wait for the human. Those of phones in human hands always do. */
  share: z.number().min(0).max(1).default(0.6),
  /** Wait before the first answer. */
  afterMs: z.int().min(0).default(3_000),
})

/** After an error, before trying again. */
const REST_MS = 5_000
const NAMED_AT_ONCE = 3
/** Conversations a busy member has open. */
const AT_ONCE = 8

type Counts = { answered: number; left: number; blocked: number; errors: number; lastError: string | null }

export const team = {
  name: 'team',
  summary: 'Simulated members sign in to the inbox and answer; some conversations are left for you.',
  options,
  start(world, { perMinute, members, share, afterMs }) {
    const counts: Counts = { answered: 0, left: 0, blocked: 0, errors: 0, lastError: null }
    if (!world.tandemUrl) return { stop() {}, state: () => ({ ...counts, lastError: 'There is no inbox: TANDEM_URL is not set.' }) }
    const everyMs = (60_000 / perMinute) * members
    let stopped = false
    for (let place = 0; place < members; place++) {
      const member = new Member(world, new InboxSession(world.tandemUrl), { place, of: members, share, counts })
      const turn = async (): Promise<void> => {
        if (stopped) return
        const restMs = await member.turn(Math.max(1, Math.ceil(250 / everyMs)))
        if (!stopped) world.agenda.in(restMs ?? Math.max(everyMs, 250), () => void turn())
      }
      world.agenda.in(afterMs + (place * everyMs) / members, () => void turn())
    }
    return {
      stop() {
        stopped = true
      },
      state: () => ({ ...counts }),
    }
  },
} satisfies Scenario<z.infer<typeof options>>

type Post = { place: number; of: number; share: number; counts: Counts }

class Member {
  readonly #world: World
  readonly #inbox: InboxSession
  readonly #post: Post
  #entered = false

  constructor(world: World, inbox: InboxSession, post: Post) {
    this.#world = world
    this.#inbox = inbox
    this.#post = post
  }

  /** Answers up to `most`. A number: how long to rest, because something went wrong. */
  async turn(most: number): Promise<number | null> {
    const { counts, place } = this.#post
    try {
      if (!this.#entered) await this.#inbox.enter(place)
      this.#entered = true
      const seen: Conversation[] = []
      const mine = await this.#inbox.unread((it) => seen.push(it) > 0 && this.#isMine(it), most)
      for (let at = 0; at < mine.length; at += AT_ONCE) await Promise.all(mine.slice(at, at + AT_ONCE).map((it) => this.#answer(it)))
      for (const { contact, name } of seen.flatMap((it) => this.#introduced(it)).slice(0, NAMED_AT_ONCE))
        await this.#inbox.nameContact(contact.id, name)
      return null
    } catch (error) {
      // The inbox may be restarting, or the session may have run out: enter anew, later. What went wrong is told by GET /state.
      counts.errors++
      counts.lastError = error instanceof Error ? error.message : String(error)
      this.#entered = error instanceof InboxRefusal && error.status !== 401
      return REST_MS
    }
  }

  #isMine({ id, contact, assignee }: Conversation): boolean {
    const { place, of, share } = this.#post
    if (assignee) return assignee.memberId === this.#inbox.memberId
    const draw = Number.parseInt(id.replaceAll('-', '').slice(-8), 16)
    if (draw % of !== place || (draw % 1_000) / 1_000 >= share) return false
    return this.#world.phones.find(phoneOf(contact))?.personality.name !== 'yours'
  }

  /** Whoever says their name is written down under it. */
  #introduced({ contact, lastMessage }: Conversation): { contact: Conversation['contact']; name: string }[] {
    const name = this.#world.phones.find(phoneOf(contact))?.name
    const first = name?.split(' ')[0]
    return name && first && contact.name === null && lastMessage?.text?.includes(first) ? [{ contact, name }] : []
  }

  async #answer(conversation: Conversation): Promise<void> {
    const { counts } = this.#post
    const items = await this.#inbox.thread(conversation.id)
    const last = items.at(-1)
    if (!last) return
    const reply = last.direction === 'in' && last.text !== null ? replyTo(last.text, this.#world.random) : null
    if (reply !== null && !conversation.assignee) await this.#inbox.assignToMe(conversation.id)
    if (reply !== null) await this.#say(conversation.id, reply)
    else counts.left++
    await this.#inbox.markRead(conversation.id, last.id)
  }

  /** A no to this one conversation is not trouble: the gate may have its reasons. */
  async #say(conversationId: string, text: string): Promise<void> {
    const { counts } = this.#post
    try {
      await this.#inbox.say(conversationId, text, randomUUID()) // not of the seed: the inbox remembers them from the last run
      counts.answered++
    } catch (error) {
      if (!(error instanceof InboxRefusal) || error.status < 400 || error.status >= 500 || error.status === 401) throw error
      counts.blocked++
    }
  }
}

const phoneOf = ({ addresses }: Conversation['contact']): string =>
  plainNumber(addresses.find(({ uri }) => uri.startsWith('tel:'))?.uri ?? '')
