import { setTimeout as pause } from 'node:timers/promises'
import { isEnd } from '#src/message/state.ts'
import { type MessagePage, messagePage } from '#src/message/views.ts'
import type { Api } from './api.ts'

/** What becomes of a message, told line by line as it happens, until its end or until it has been waited long enough. */

const lookEveryMs = 500

export async function follow(
  api: Api,
  id: string,
  seconds: number,
  tell: (line: string) => void,
): Promise<{ page: MessagePage; ended: boolean }> {
  const until = performance.now() + seconds * 1000
  let told = -1
  for (;;) {
    const page = messagePage.parse(await api.get(`/v1/messages/${id}`))
    for (const { seq, at, sentence, detail } of page.events) {
      if (seq <= told) continue
      told = seq
      tell(`${at.slice(11, 23)}  ${sentence}${detail ? ` (${detail})` : ''}`)
    }
    if (isEnd(page.state)) return { page, ended: true }
    if (performance.now() >= until) return { page, ended: false }
    await pause(lookEveryMs)
  }
}
