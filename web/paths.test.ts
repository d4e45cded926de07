import { expect, test } from 'vitest'
import { messageUrl, paths, readSearch } from './paths.ts'

test('every URL, once', () => {
  expect({
    inbox: paths.inbox(),
    mine: paths.inbox({ view: 'mine', q: 'blue sofa' }),
    all: paths.inbox({ view: 'all' }),
    fresh: paths.newConversation({ view: 'unread', message: 'm1' }),
    conversation: paths.conversation('c1', { view: 'mine', message: 'm1' }),
    message: paths.message('m1'),
    settings: paths.settings(),
    links: paths.links(),
    newLink: paths.newLink({ carrier: 'c1' }),
    editLink: paths.link('l1', { edit: true }),
    numbers: paths.numbers(),
    policies: paths.policies(),
    keys: paths.keys(),
    webhooks: paths.webhooks(),
    webhook: paths.webhook('w1'),
    health: paths.health(),
    signIn: paths.signIn(),
    signInTo: paths.signIn('/inbox/c1'),
    phone: paths.phone('http://127.0.0.1:4100/'),
    link: messageUrl('https://inbox.example.com', 'c1', 'm1'),
  }).toEqual({
    inbox: { to: '/inbox', search: {} },
    mine: { to: '/inbox', search: { view: 'mine', q: 'blue sofa' } },
    all: { to: '/inbox', search: {} },
    fresh: { to: '/inbox/new', search: { view: 'unread' } },
    conversation: { to: '/inbox/$conversationId', params: { conversationId: 'c1' }, search: { view: 'mine', message: 'm1' } },
    message: { to: '/messages/$messageId', params: { messageId: 'm1' } },
    settings: { to: '/settings' },
    links: { to: '/settings/links' },
    newLink: { to: '/settings/links/new', search: { carrier: 'c1' } },
    editLink: { to: '/settings/links/$linkId', params: { linkId: 'l1' }, search: { edit: true } },
    numbers: { to: '/settings/numbers' },
    policies: { to: '/settings/policies' },
    keys: { to: '/settings/keys' },
    webhooks: { to: '/settings/webhooks' },
    webhook: { to: '/settings/webhooks/$webhookId', params: { webhookId: 'w1' } },
    health: { to: '/settings/health' },
    signIn: { to: '/sign-in', search: {} },
    signInTo: { to: '/sign-in', search: { to: '/inbox/c1' } },
    phone: 'http://127.0.0.1:4100/phone',
    link: 'https://inbox.example.com/inbox/c1?message=m1',
  })
})

test('a URL somebody mangled still opens the inbox', () => {
  expect(readSearch({ view: 'everything', q: 7, message: '' })).toEqual({})
  expect(readSearch({ view: 'unread', q: '555', message: 'm1' })).toEqual({ view: 'unread', q: '555', message: 'm1' })
})
