import type { QueryClient } from '@tanstack/react-query'
import type { z } from 'zod'
import type { joinInfo, Session } from '#src/workspaces/views.ts'
import { keys } from './keys.ts'
import { forget } from './live/follow.ts'
import { clearDesk } from './outbox/store.ts'
import { request } from './request.ts'

/** Coming in and leaving. Whoever comes in finds nothing of who was here before. */

export async function enterDemo(cache: QueryClient, memberId: string): Promise<void> {
  await request<unknown>('POST', '/v1/door/demo', { memberId })
  await arrive(cache)
}

export async function enterByPassword(cache: QueryClient, email: string, password: string): Promise<void> {
  await request<unknown>('POST', '/v1/door/password', { email, password })
  await arrive(cache)
}

export async function enterByPasskey(cache: QueryClient): Promise<void> {
  const { startAuthentication } = await import('@simplewebauthn/browser')
  type Asked = Parameters<typeof startAuthentication>[0]['optionsJSON']
  const optionsJSON = await request<Asked>('POST', '/v1/door/passkey/options')
  await request<unknown>('POST', '/v1/door/passkey', { response: await startAuthentication({ optionsJSON }) })
  await arrive(cache)
}

export const joinInfoOf = (token: string) => request<z.infer<typeof joinInfo>>('GET', `/v1/door/join/${encodeURIComponent(token)}`)

type Entry = { token: string; name: string; email: string; password?: string }

export async function join(cache: QueryClient, entry: Entry): Promise<void> {
  await request<unknown>('POST', '/v1/door/join', entry)
  await arrive(cache)
}

export async function addPasskey(label: string): Promise<void> {
  const { startRegistration } = await import('@simplewebauthn/browser')
  type Asked = Parameters<typeof startRegistration>[0]['optionsJSON']
  const optionsJSON = await request<Asked>('POST', '/v1/passkeys/options')
  await request<unknown>('POST', '/v1/passkeys', { response: await startRegistration({ optionsJSON }), label })
}

export async function leave(cache: QueryClient): Promise<void> {
  await request<unknown>('POST', '/v1/door/leave')
  clearDesk()
  forget()
  cache.clear()
}

async function arrive(cache: QueryClient): Promise<void> {
  forget()
  cache.clear()
  await cache.fetchQuery({ queryKey: keys.session, queryFn: () => request<Session>('GET', '/v1/session') })
}
