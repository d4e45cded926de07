import type { QueryClient } from '@tanstack/react-query'
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  parseSearchWith,
  redirect,
  stringifySearchWith,
} from '@tanstack/react-router'
import { conversationQuery, listQuery, membersQuery, messageQuery, seedConversation, sessionQuery, threadQuery } from './api/queries.ts'
import { isRefusal } from './api/request.ts'
import { Desk } from './pages/desk/desk.tsx'
import { NotFound } from './pages/desk/not-found.tsx'
import { Trouble } from './pages/desk/trouble.tsx'
import { ConversationPage } from './pages/inbox/conversation-page.tsx'
import { InboxPage } from './pages/inbox/inbox-page.tsx'
import { NothingOpen } from './pages/inbox/nothing-open.tsx'
import { paths, readLinkSearch, readNewLinkSearch, readSearch } from './paths.ts'

/** The whole app at a glance. Loaders begin fetching; pages show what is there. */

const root = createRootRouteWithContext<{ cache: QueryClient }>()({
  component: Outlet,
  errorComponent: Trouble,
  notFoundComponent: NotFound,
})

const home = createRoute({
  getParentRoute: () => root,
  path: '/',
  beforeLoad: () => {
    throw redirect({ ...paths.inbox(), replace: true })
  },
})

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: (raw): { to?: string } => (typeof raw['to'] === 'string' ? { to: raw['to'] } : {}),
  component: lazyRouteComponent(() => import('./pages/sign-in/sign-in-page.tsx'), 'SignInPage'),
})

const join = createRoute({
  getParentRoute: () => root,
  path: '/join/$token',
  component: lazyRouteComponent(() => import('./pages/join/join-page.tsx'), 'JoinPage'),
})

/** Everything behind the door. */
const signedIn = createRoute({
  getParentRoute: () => root,
  id: 'signed-in',
  component: Desk,
  beforeLoad: async ({ context: { cache }, location }) => {
    try {
      await cache.ensureQueryData(sessionQuery)
    } catch (error) {
      if (isRefusal(error, 401)) throw redirect(paths.signIn(location.href))
      throw error
    }
  },
})

const inbox = createRoute({
  getParentRoute: () => signedIn,
  path: '/inbox',
  validateSearch: readSearch,
  component: InboxPage,
  loaderDeps: ({ search: { view = 'all', q = '' } }) => ({ view, q }),
  loader: ({ context: { cache }, deps: { view, q } }) => {
    void cache.prefetchQuery(listQuery(view, q))
    void cache.prefetchQuery(membersQuery)
  },
})

const nothingOpen = createRoute({ getParentRoute: () => inbox, path: '/', component: NothingOpen })

const newConversation = createRoute({
  getParentRoute: () => inbox,
  path: '/new',
  component: lazyRouteComponent(() => import('./pages/inbox/new-conversation-page.tsx'), 'NewConversationPage'),
})

const conversation = createRoute({
  getParentRoute: () => inbox,
  path: '/$conversationId',
  component: ConversationPage,
  loaderDeps: ({ search: { message = null } }) => ({ message }),
  loader: ({ context: { cache }, params: { conversationId }, deps: { message } }) => {
    seedConversation(cache, conversationId)
    void cache.prefetchQuery(conversationQuery(conversationId))
    void cache.prefetchQuery(threadQuery(conversationId, message))
  },
})

const message = createRoute({
  getParentRoute: () => signedIn,
  path: '/messages/$messageId',
  component: lazyRouteComponent(() => import('./pages/message/message-page.tsx'), 'MessagePage'),
  loader: ({ context: { cache }, params: { messageId } }) => void cache.prefetchQuery(messageQuery(messageId)),
})

const settings = createRoute({
  getParentRoute: () => signedIn,
  path: '/settings',
  component: lazyRouteComponent(() => import('./pages/settings/settings-page.tsx'), 'SettingsPage'),
  loader: ({ context: { cache } }) => void cache.prefetchQuery(membersQuery),
})

const settingsIndex = createRoute({
  getParentRoute: () => settings,
  path: '/',
  beforeLoad: () => {
    if (matchMedia('(min-width: 48rem)').matches) throw redirect({ ...paths.links(), replace: true })
  },
  component: lazyRouteComponent(() => import('./pages/settings/settings-index-page.tsx'), 'SettingsIndexPage'),
})

const links = createRoute({
  getParentRoute: () => settings,
  path: '/links',
  component: lazyRouteComponent(() => import('./pages/settings/links/links-page.tsx'), 'LinksPage'),
})

const newLink = createRoute({
  getParentRoute: () => settings,
  path: '/links/new',
  validateSearch: readNewLinkSearch,
  component: lazyRouteComponent(() => import('./pages/settings/links/new-link-page.tsx'), 'NewLinkPage'),
})

const link = createRoute({
  getParentRoute: () => settings,
  path: '/links/$linkId',
  validateSearch: readLinkSearch,
  component: lazyRouteComponent(() => import('./pages/settings/links/link-page.tsx'), 'LinkPage'),
})

const numbers = createRoute({
  getParentRoute: () => settings,
  path: '/numbers',
  component: lazyRouteComponent(() => import('./pages/settings/numbers/numbers-page.tsx'), 'NumbersPage'),
})

const policies = createRoute({
  getParentRoute: () => settings,
  path: '/policies',
  component: lazyRouteComponent(() => import('./pages/settings/policies/policies-page.tsx'), 'PoliciesPage'),
})

const members = createRoute({
  getParentRoute: () => settings,
  path: '/members',
  component: lazyRouteComponent(() => import('./pages/settings/members/members-page.tsx'), 'MembersPage'),
})

const apiKeys = createRoute({
  getParentRoute: () => settings,
  path: '/keys',
  component: lazyRouteComponent(() => import('./pages/settings/keys/keys-page.tsx'), 'KeysPage'),
})

const webhooks = createRoute({
  getParentRoute: () => settings,
  path: '/webhooks',
  component: lazyRouteComponent(() => import('./pages/settings/webhooks/webhooks-page.tsx'), 'WebhooksPage'),
})

const webhook = createRoute({
  getParentRoute: () => settings,
  path: '/webhooks/$webhookId',
  component: lazyRouteComponent(() => import('./pages/settings/webhooks/webhook-page.tsx'), 'WebhookPage'),
})

const health = createRoute({
  getParentRoute: () => settings,
  path: '/health',
  component: lazyRouteComponent(() => import('./pages/settings/health/health-page.tsx'), 'HealthPage'),
})

const tree = root.addChildren([
  home,
  signIn,
  join,
  signedIn.addChildren([
    inbox.addChildren([nothingOpen, newConversation, conversation]),
    message,
    settings.addChildren([settingsIndex, links, newLink, link, numbers, policies, members, apiKeys, webhooks, webhook, health]),
  ]),
])

export const makeRouter = (cache: QueryClient) =>
  createRouter({
    routeTree: tree,
    context: { cache },
    defaultPreload: 'intent',
    defaultPreloadStaleTime: 0,
    // Plain words in the URL, as people would type them.
    parseSearch: parseSearchWith((value) => value),
    stringifySearch: stringifySearchWith(String),
  })

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof makeRouter>
  }
}
