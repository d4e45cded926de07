import type { BrowserContext, Route } from 'playwright-core'
import { z } from 'zod'
import { healthView } from '#src/app/health-view.ts'
import { channels } from '#src/channels/all.ts'
import { type Problem, problem } from '#src/message/views.ts'
import { numberList } from '#src/numbers/views.ts'
import { policySettings } from '#src/policies/settings.ts'
import { listHeads, listPageView, rules } from '#src/policies/views.ts'
import { carrierList, channelList, link, linkList } from '#src/routing/views.ts'
import { deliveryList, webhook, webhookList } from '#src/surfaces/webhooks/views.ts'
import { invitationList } from '#src/workspaces/views.ts'
import type { Operated } from './operated.ts'

/** The operator's part of the contract, answered within the browser from what a test lays before it. Every answer is checked. */

export class Refusal extends Error {
  readonly body: Problem
  constructor(body: Omit<Problem, 'type'>) {
    super(body.title)
    this.body = problem.parse({ type: 'about:blank', ...body })
  }
}

const formOf = (it: z.ZodType) => z.toJSONSchema(it, { io: 'input' }) as Record<string, unknown> // as: a plain object
type Answer = (it: Operated, part: string, path: string) => unknown

const gets: [RegExp, Answer][] = [
  [
    /^\/v1\/channels$/,
    () =>
      channelList.parse({
        items: channels.map(({ name, label, settings, secrets }) => ({ name, label, schema: formOf(settings), secrets })),
      }),
  ],
  [/^\/v1\/carriers$/, ({ carriers }) => carrierList.parse({ items: carriers })],
  [/^\/v1\/links$/, ({ links }) => linkList.parse({ items: links })],
  [/^\/v1\/links\/([\w-]+)$/, ({ links }, id) => link.parse(found(links, id))],
  [/^\/v1\/numbers$/, ({ numbers }) => numberList.parse({ items: numbers, next: null })],
  [/^\/v1\/teams$/, ({ teams }) => ({ items: teams })],
  [/^\/v1\/policies\/settings$/, ({ rules: settings }) => rules.parse({ settings, schema: formOf(policySettings) })],
  [/^\/v1\/policies\/lists$/, ({ lists }) => listHeads.parse({ items: lists.map(({ items: _, ...it }) => it), most: 1_000_000 })],
  [
    /^\/v1\/policies\/lists\/(\w+)$/,
    ({ lists }, name) => {
      const { items, entries } = lists.find(({ list }) => list === name)!
      return listPageView.parse({ items, next: null, entries })
    },
  ],
  [/^\/v1\/invitations$/, ({ invitations }) => invitationList.parse({ items: invitations })],
  [/^\/v1\/keys$/, ({ keys }) => ({ items: keys })],
  [/^\/v1\/webhooks$/, ({ webhooks }) => webhookList.parse({ items: webhooks })],
  [/^\/v1\/webhooks\/([\w-]+)$/, ({ webhooks }, id) => webhook.parse(found(webhooks, id))],
  [/^\/v1\/webhooks\/[\w-]+\/deliveries$/, ({ deliveries }) => deliveryList.parse({ items: deliveries, next: null })],
  [/^\/v1\/health$/, ({ health }) => healthView.parse(health)],
]

const prefixes = /\/v1\/(channels|carriers|links|numbers|teams|policies|keys|webhooks|health|invitations)\b/

/** What a test does not answer itself (`does`) is read from `it`. */
export async function pretendSettings(
  context: BrowserContext,
  it: Operated,
  does: (asked: { method: string; path: string; body: unknown }) => unknown = () => undefined,
): Promise<void> {
  await context.route(prefixes, async (route) => {
    const request = route.request()
    const path = new URL(request.url()).pathname
    const method = request.method()
    try {
      const type = (await request.headerValue('content-type')) ?? ''
      const text = request.postData()
      const body: unknown = text && type.includes('json') ? JSON.parse(text) : text
      const done = does({ method, path, body })
      await say(route, done === undefined ? read(it, method, path) : done)
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      await route.fulfill({ status: error.body.status, contentType: 'application/problem+json', body: JSON.stringify(error.body) })
    }
  })
}

const say = (route: Route, body: unknown) => (body === null ? route.fulfill({ status: 204 }) : route.fulfill({ json: body }))

function read(it: Operated, method: string, path: string): unknown {
  for (const [pattern, answer] of gets) {
    const match = method === 'GET' && pattern.exec(path)
    if (match) return answer(it, match[1] ?? '', path)
  }
  throw new Refusal({ status: 404, code: 'not_found', title: `There is nothing here: ${method} ${path}.`, remedy: 'Look at the address.' })
}

function found<T extends { id: string }>(items: readonly T[], id: string): T {
  const one = items.find((it) => it.id === id)
  if (!one) throw new Refusal({ status: 404, code: 'not_found', title: 'There is no such thing.', remedy: 'Look at the list.' })
  return one
}

/** As the member of the role sees it: the pretend server itself knows owners only. */
export async function asRole(context: BrowserContext, role: 'admin' | 'member'): Promise<void> {
  await context.route('**/v1/session', async (route) => {
    const answer = await route.fetch()
    const session = (await answer.json()) as { member: object }
    await route.fulfill({ response: answer, json: { ...session, member: { ...session.member, role } } })
  })
}
