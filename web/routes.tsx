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
import { paths, readSearch } from './paths.ts'

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

const tree = root.addChildren([
  home,
  signIn,
  join,
  signedIn.addChildren([inbox.addChildren([nothingOpen, newConversation, conversation]), message]),
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
