import { conversationList, startConversation, started, thread } from '#src/conversations/views.ts'
import { type Answer, type Asked, No, ok, talkOf } from './asked.ts'
import { belongs, matches } from './views-of.ts'

/** The answers that take some looking. */

export function list({ world, me, search }: Asked): Answer {
  const q = search.get('q') ?? ''
  const all = [...world.talks.values()].filter((it) =>
    matches([it.contact.name ?? '', it.contact.addresses[0]!.uri, ...it.messages.map(({ text }) => text ?? '')], q),
  )
  const seen = all.map((it) => world.seen(it, me)).filter((it) => belongs(it, search.get('view') ?? 'all', me))
  seen.sort((a, b) => (a.lastAt < b.lastAt ? 1 : -1))
  const from = Number(search.get('before') ?? 0)
  const to = from + Number(search.get('limit') ?? 50)
  return ok(conversationList, {
    items: seen.slice(from, to),
    next: to < seen.length ? String(to) : null,
    unread: world.unread(me),
    cursor: world.seq,
  })
}

export function messages(it: Asked): Answer {
  const { messages: all } = talkOf(it)
  const limit = Number(it.search.get('limit') ?? 50)
  const around = all.findIndex(({ id }) => id === it.search.get('around'))
  const before = it.search.get('before')
  const after = it.search.get('after')
  const last = around >= 0 ? around + limit / 2 : after ? Number(after) + limit : before ? Number(before) : all.length
  const end = Math.min(all.length, last)
  const begin = after ? Number(after) : Math.max(0, end - limit)
  return ok(thread, {
    items: all.slice(begin, end).map(it.world.opened),
    before: begin > 0 ? String(begin) : null,
    after: end < all.length ? String(end) : null,
    cursor: it.world.seq,
  })
}

export function begin({ world, me, body }: Asked): Answer {
  const { to, text, clientId } = startConversation.parse(body)
  const number = `+${to.replace(/\D/g, '')}`
  if (number.length < 9) throw new No(422, 'not_a_number', 'This is not a number that can exist.')
  const talk =
    [...world.talks.values()].find((it) => it.contact.addresses[0]!.uri === `tel:${number}`) ??
    world.talk({ name: null, timeZone: null, number })
  const message = world.say(talk, text, world.members.find(({ id }) => id === me)!, Date.now(), clientId)
  return ok(started, { conversation: world.seen(talk, me), message }, 202)
}
