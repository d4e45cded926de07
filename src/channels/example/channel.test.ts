import assert from 'node:assert/strict'
import { test } from 'vitest'
import type { Outcome } from '#src/message/outcome.ts'
import { message } from '../../../test/support/message.ts'
import type { Link } from '../channel.ts'
import { overHttp } from '../over-http.ts'
import { example } from './channel.ts'

const settings = { url: 'https://example.com/messages', token: 'a-token-of-our-own' }
const link = (answer: () => Response): Link<unknown> => ({ id: '1', lines: [], settings, http: async () => answer(), trouble() {} })
const silent = link(assert.fail)

const answers: { because: string; answer: () => Response; expect: Outcome }[] = [
  { because: 'it says under which id', answer: () => Response.json({ id: '7' }), expect: { kind: 'taken', ids: ['7'] } },
  {
    because: 'it is busy',
    answer: () => new Response('', { status: 429 }),
    expect: { kind: 'refused', why: 'rate_limited', retry: 'later', afterSeconds: 30 },
  },
  {
    because: 'it does not know our token',
    answer: () => new Response('Who are you?', { status: 401 }),
    expect: { kind: 'refused', why: 'link_misconfigured', retry: 'never', detail: 'Who are you?' },
  },
  {
    because: 'its words are cut short',
    answer: () => new Response('x'.repeat(999), { status: 400 }),
    expect: { kind: 'refused', why: 'link_misconfigured', retry: 'never', detail: 'x'.repeat(200) },
  },
  { because: 'it broke after hearing us', answer: () => new Response('', { status: 502 }), expect: { kind: 'unknown' } },
  { because: 'it took it and mumbled', answer: () => new Response('OK'), expect: { kind: 'unknown' } },
  {
    because: 'nobody answered',
    answer: () => {
      throw new TypeError('fetch failed')
    },
    expect: { kind: 'unknown' },
  },
]

for (const { because, answer, expect } of answers)
  test(`example: ${expect.kind} because ${because}`, async () => {
    assert.ok('send' in example)
    const settled = Promise.withResolvers<Outcome | undefined>()
    await using connection = overHttp(example, link(answer), 1)
    connection.send([message()], ([first]) => settled.resolve(first?.outcome))
    assert.deepEqual(await settled.promise, expect)
  })

test('example says who writes what to whom, and shows its token', async () => {
  assert.ok('send' in example)
  const { from, to, parts } = message()
  const requests: Request[] = []
  const http: typeof fetch = async (...call) => (requests.push(new Request(...call)), Response.json({ id: '7' }))
  await example.send(message(), { ...silent, http })
  assert.deepEqual(
    requests.map(({ url }) => url),
    [settings.url],
  )
  assert.deepEqual(await requests[0]?.json(), { from, to, parts })
  assert.equal(requests[0]?.headers.get('authorization'), `Bearer ${settings.token}`)
})
