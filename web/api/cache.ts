import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query'
import { keys } from './keys.ts'
import { isPassing, isRefusal } from './request.ts'

/** Everything the server said, kept true by the live stream: so nothing grows stale by itself, and nothing is fetched on focus. */
export function makeCache(signedOut: () => void): QueryClient {
  const onError = (error: unknown) => {
    if (!isRefusal(error, 401) || !cache.getQueryData(keys.session)) return
    cache.removeQueries({ queryKey: keys.session })
    signedOut()
  }
  const cache = new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
    defaultOptions: {
      queries: {
        staleTime: Number.POSITIVE_INFINITY,
        gcTime: 30 * 60_000,
        networkMode: 'always',
        refetchOnWindowFocus: false,
        refetchOnReconnect: false,
        retry: (count, error) => count < 2 && isPassing(error),
        retryDelay: (count) => 400 * 2 ** count,
      },
      mutations: { networkMode: 'always' },
    },
  })
  return cache
}
