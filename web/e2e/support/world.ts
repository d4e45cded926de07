import type { Conversation, LineView } from '#src/conversations/views.ts'
import type { Contact } from '#src/message/contact.ts'
import { nextStep, type Reason, sentence } from '#src/message/reasons.ts'
import { isEnd, mayMove, type State } from '#src/message/state.ts'
import type { Bubble, MessagePage } from '#src/message/views.ts'
import { unreadOf } from './views-of.ts'

/** What the pretend server knows: a workspace in memory, with a log that can be followed. */

export type Person = { id: string; name: string; email: string }
type Talk = { id: string; contact: Contact; assignee: string | null; read: Map<string, string>; messages: Bubble[]; lineId: string }
export type Change = { seq: number; messageId: string | null; conversationId: string }

let made = 0

/** A UUIDv7 whose order is the order of making, within and across milliseconds. */
export function uuid(at: number): string {
  const time = Math.max(0, Math.floor(at)).toString(16).padStart(12, '0')
  const count = (made++ % 0xffffff).toString(16).padStart(6, '0')
  return `${time.slice(0, 8)}-${time.slice(8)}-7${count.slice(0, 3)}-8${count.slice(3)}-${Math.floor(Math.random() * 2 ** 48)
    .toString(16)
    .padStart(12, '0')}`
}

export class World {
  members: Person[] = []
  lines: LineView[] = []
  talks = new Map<string, Talk>()
  pages = new Map<string, Pick<MessagePage, 'verdicts' | 'events' | 'segmentList'>>()
  log: Change[] = []
  seq = 1
  keys: 'ok' | 'unavailable' | 'revoked' = 'ok'
  /** Whoever follows is told of every change. */
  told: ((change: Change) => void)[] = []

  talk(
    contact: Pick<Contact, 'name' | 'timeZone'> & { number: string; consent?: Contact['addresses'][number]['consent'] },
    at = Date.now(),
  ): Talk {
    const consent = contact.consent ?? { state: 'absent', at: null, source: null, number: null }
    const it: Talk = {
      id: uuid(at),
      contact: {
        id: uuid(at),
        name: contact.name,
        sealed: null,
        addresses: [{ uri: `tel:${contact.number}`, consent }],
        timeZone: contact.timeZone,
        createdAt: new Date(at).toISOString(),
      },
      assignee: null,
      read: new Map(),
      messages: [],
      lineId: this.lines[0]!.id,
    }
    this.talks.set(it.id, it)
    return it
  }

  hear(talk: Talk, text: string, at = Date.now()): Bubble {
    const more = { from: talk.contact.addresses[0]!.uri, to: [this.#line(talk).number] }
    return this.#add(talk, { ...blank(talk.id, text, at), ...more })
  }

  say(talk: Talk, text: string, by: Person | null, at = Date.now(), clientId: string | null = null): Bubble {
    const twice = clientId && talk.messages.find((it) => it.clientId === clientId)
    if (twice) return twice
    const more = {
      from: this.#line(talk).number,
      to: [talk.contact.addresses[0]!.uri],
      clientId,
    }
    return this.#add(talk, {
      ...blank(talk.id, text, at),
      ...more,
      direction: 'out',
      state: 'queued',
      by: by && { memberId: by.id, name: by.name },
      actions: ['cancel'],
    })
  }

  /** A message goes through the states of its life, as the table allows. */
  move(message: Bubble, to: State, why?: Reason, more: Partial<Bubble> = {}): Bubble {
    if (message.state !== to && !mayMove(message.state, to)) throw new Error(`${message.state} may not become ${to}`)
    const reason = why ? { code: why, sentence: sentence(why), next: nextStep(why) } : null
    const actions = actionsOf(to, isEnd(to))
    return this.change({ ...message, state: to, reason, actions, deliveredSegments: to === 'delivered' ? message.segments : 0, ...more })
  }

  change(message: Bubble): Bubble {
    const talk = this.talks.get(message.conversationId!)!
    talk.messages[talk.messages.findIndex((it) => it.id === message.id)] = message
    this.tell(talk, message.id)
    return message
  }

  tell(talk: Talk, messageId: string | null = null): void {
    const change = { seq: ++this.seq, messageId, conversationId: talk.id }
    this.log.push(change)
    for (const it of this.told) it(change)
  }

  /** What has always been so: nobody is told, and the log has none of it. */
  before<T>(happened: () => T): T {
    const { told, log } = this
    Object.assign(this, { told: [], log: [] })
    const made = happened()
    Object.assign(this, { told, log })
    return made
  }

  find(messageId: string): Bubble | undefined {
    for (const it of this.talks.values()) {
      const found = it.messages.find((message) => message.id === messageId)
      if (found) return found
    }
    return undefined
  }

  unread(me: string) {
    return unreadOf(
      [...this.talks.values()].map((it) => this.seen(it, me)),
      me,
    )
  }

  /** A conversation as one member sees it. */
  seen(talk: Talk, me: string): Conversation {
    const upTo = talk.read.get(me) ?? ''
    const last = talk.messages.at(-1) ?? null
    const assignee = this.members.find((it) => it.id === talk.assignee)
    return {
      id: talk.id,
      contact: this.keys === 'ok' ? talk.contact : { ...talk.contact, name: null, sealed: this.keys },
      assignee: assignee ? { memberId: assignee.id, name: assignee.name } : null,
      unread: talk.messages.filter((it) => it.direction === 'in' && it.id > upTo).length,
      lastMessage: last && this.opened(last),
      lastAt: last?.at ?? talk.contact.createdAt,
      lineId: talk.lineId,
      ourNumber: this.#line(talk).number,
    }
  }

  opened = (message: Bubble): Bubble => (this.keys === 'ok' ? message : { ...message, text: null, sealed: this.keys })

  #line = (talk: Talk): LineView => this.lines.find((it) => it.id === talk.lineId) ?? this.lines[0]!

  #add(talk: Talk, message: Bubble): Bubble {
    talk.messages.push(message)
    this.tell(talk, message.id)
    return message
  }
}

export type { Talk }

function actionsOf(state: State, ended: boolean): Bubble['actions'] {
  if (state === 'in_doubt') return ['again', 'leave']
  if (state === 'failed' || state === 'expired') return ['again']
  if (state === 'review') return ['approve', 'cancel']
  return ended || state === 'sending' || state === 'sent' ? [] : ['cancel']
}

const blank = (conversationId: string, text: string, at: number): Bubble => ({
  id: uuid(at),
  conversationId,
  direction: 'in',
  from: '',
  to: [],
  text,
  sealed: null,
  at: new Date(at).toISOString(),
  state: 'received',
  reason: null,
  heldUntil: null,
  segments: Math.max(1, Math.ceil(text.length / 153)),
  deliveredSegments: 0,
  possibleDuplicate: false,
  incomplete: false,
  purpose: 'conversation',
  by: null,
  clientId: null,
  actions: [],
})
