import type { IncomingMessage } from 'node:http'
import { rename } from '#src/contacts/views.ts'
import { assign, conversation, line, markRead, say, settleDoubt } from '#src/conversations/views.ts'
import { contact } from '#src/message/contact.ts'
import { bubble, messagePage } from '#src/message/views.ts'
import { demoEntry, door, joinEntry, joinInfo, memberList, passwordEntry, roles, session } from '#src/workspaces/views.ts'
import { type Answer, type Asked, No, ok, type Setting, talkOf } from './asked.ts'
import { pageOf } from './page-of.ts'
import { begin, list, messages } from './pretend-lists.ts'
import type { World } from './world.ts'

/** The routes of the contract, answered from memory. */

type Route = [method: string, path: RegExp, open: boolean, (it: Asked) => Answer]

const PASSWORD = 'correct horse battery'
export const JOIN_TOKEN = 'a-one-time-link-of-the-pretend-server'

export const meOf = (world: World, request: IncomingMessage): string | null => {
  const id = /tandem_session=([\w-]+)/.exec(request.headers.cookie ?? '')?.[1]
  return world.members.some((it) => it.id === id) ? (id ?? null) : null
}

const enter = (id: string): Answer => ({ status: 200, body: {}, cookie: `tandem_session=${id}; Path=/; HttpOnly; SameSite=Lax` })
const nothing: Answer = { status: 204, body: null }

const routes: Route[] = [
  [
    'GET',
    /^\/v1\/door$/,
    true,
    ({ world, demo, origin }) =>
      ok(door, {
        demo,
        demoMembers: demo ? world.members.slice(0, 2).map(({ id, name }) => ({ id, name })) : [],
        simulator: demo ? origin : null,
      }),
  ],
  ['POST', /^\/v1\/door\/demo$/, true, ({ world, body }) => enter(demoEntry.parse(body).memberId ?? world.members[0]!.id)],
  [
    'POST',
    /^\/v1\/door\/password$/,
    true,
    ({ world, body }) => {
      const { email, password } = passwordEntry.parse(body)
      const found = world.members.find((it) => it.email === email)
      if (!found || password !== PASSWORD) throw new No(401, 'wrong_password', 'That is not right.')
      return enter(found.id)
    },
  ],
  [
    'POST',
    /^\/v1\/door\/passkey\/options$/,
    true,
    () => {
      throw new No(503, 'unavailable', 'The pretend server makes no passkeys.')
    },
  ],
  [
    'GET',
    /^\/v1\/door\/join\/([\w-]+)$/,
    true,
    ({ part }) => {
      if (part(1) !== JOIN_TOKEN) throw new No(404, 'no_such_link', 'This link was used, or never was.')
      return ok(joinInfo, { workspaceName: 'Harbour Street Clinic', role: 'owner' })
    },
  ],
  [
    'POST',
    /^\/v1\/door\/join$/,
    true,
    ({ world, body }) => {
      joinEntry.parse(body)
      return enter(world.members[0]!.id)
    },
  ],
  ['POST', /^\/v1\/door\/leave$/, true, () => ({ ...nothing, cookie: 'tandem_session=; Path=/; Max-Age=0' })],
  [
    'GET',
    /^\/v1\/session$/,
    false,
    ({ world, me, demo, origin }) => {
      const it = world.members.find(({ id }) => id === me)!
      return ok(session, {
        member: { ...it, role: 'owner', you: true },
        workspace: { id: 1, name: 'Harbour Street Clinic', timeZone: 'America/Los_Angeles' },
        simulator: demo ? origin : null,
        keys: world.keys,
      })
    },
  ],
  [
    'GET',
    /^\/v1\/members$/,
    false,
    ({ world, me }) =>
      ok(memberList, { items: world.members.map((it, at) => ({ ...it, role: roles[at] ?? 'member', you: it.id === me })) }),
  ],
  ['GET', /^\/v1\/lines$/, false, ({ world }) => ({ status: 200, body: { items: world.lines.map((it) => line.parse(it)) } })],
  ['GET', /^\/v1\/conversations$/, false, list],
  ['POST', /^\/v1\/conversations$/, false, begin],
  ['GET', /^\/v1\/conversations\/([\w-]+)$/, false, (it) => ok(conversation, it.world.seen(talkOf(it), it.me))],
  ['GET', /^\/v1\/conversations\/([\w-]+)\/messages$/, false, messages],
  [
    'POST',
    /^\/v1\/conversations\/([\w-]+)\/messages$/,
    false,
    (it) => {
      const { text, clientId } = say.parse(it.body)
      return ok(bubble, it.world.say(talkOf(it), text, it.world.members.find(({ id }) => id === it.me)!, Date.now(), clientId), 202)
    },
  ],
  [
    'POST',
    /^\/v1\/conversations\/([\w-]+)\/assignee$/,
    false,
    (it) => {
      const talk = talkOf(it)
      talk.assignee = assign.parse(it.body).memberId
      it.world.tell(talk)
      return ok(conversation, it.world.seen(talk, it.me))
    },
  ],
  [
    'POST',
    /^\/v1\/conversations\/([\w-]+)\/read$/,
    false,
    (it) => {
      const talk = talkOf(it)
      talk.read.set(it.me, markRead.parse(it.body).upTo)
      it.world.tell(talk)
      return nothing
    },
  ],
  [
    'PATCH',
    /^\/v1\/contacts\/([\w-]+)$/,
    false,
    ({ world, body, part }) => {
      const talk = [...world.talks.values()].find((it) => it.contact.id === part(1))
      if (!talk) throw new No(404, 'no_such_contact', 'There is no such contact.')
      talk.contact = { ...talk.contact, name: rename.parse(body).name }
      world.tell(talk)
      return ok(contact, talk.contact)
    },
  ],
  [
    'GET',
    /^\/v1\/messages\/([\w-]+)$/,
    false,
    ({ world, part }) => {
      const found = world.find(part(1))
      if (!found) throw new No(404, 'no_such_message', 'There is no such message.')
      return ok(messagePage, pageOf(world, world.opened(found)))
    },
  ],
  [
    'POST',
    /^\/v1\/messages\/([\w-]+)\/settle$/,
    false,
    ({ world, me, body, part }) => {
      const { choice, clientId } = settleDoubt.parse(body)
      const found = world.find(part(1))!
      const rested = world.change({ ...found, actions: [] })
      if (choice === 'leave') return ok(bubble, rested)
      const talk = world.talks.get(found.conversationId!)!
      return ok(bubble, world.say(talk, found.text ?? '', world.members.find(({ id }) => id === me)!, Date.now(), clientId))
    },
  ],
  [
    'POST',
    /^\/v1\/messages\/([\w-]+)\/cancel$/,
    false,
    ({ world, part }) => ok(bubble, world.move(world.find(part(1))!, 'canceled', 'canceled')),
  ],
  ['POST', /^\/v1\/messages\/([\w-]+)\/approve$/, false, ({ world, part }) => ok(bubble, world.move(world.find(part(1))!, 'queued'))],
]

export async function answers(setting: Setting, request: IncomingMessage, url: URL): Promise<Answer> {
  for (const [method, path, open, answer] of routes) {
    const match = method === request.method && path.exec(url.pathname)
    if (!match) continue
    const me = meOf(setting.world, request)
    if (!open && !me) throw new No(401, 'signed_out', 'Nobody is signed in.')
    return answer({ ...setting, me: me ?? '', body: await bodyOf(request), search: url.searchParams, part: (at) => match[at] ?? '' })
  }
  throw new No(404, 'no_such_route', 'There is nothing here.')
}

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  let text = ''
  for await (const chunk of request) text += chunk
  return text === '' ? null : JSON.parse(text)
}
