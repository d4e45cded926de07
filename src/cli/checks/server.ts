import { z } from 'zod'
import { type Preview, previewItem } from '#src/lifecycle/preview/views.ts'
import type { Problem } from '#src/message/views.ts'
import { numberList } from '#src/numbers/views.ts'
import { carrierList, type LinkView, linkList, type Trial, trial } from '#src/routing/views.ts'
import type { Api } from '../api.ts'
import { NotPossible } from '../not-possible.ts'

/** What the tests ask of the running server. Nothing of it changes anything there. */
export type Server = ReturnType<typeof serverOver>
export type NumberView = z.infer<typeof numberList>['items'][number]
export type LineOfNumber = NumberView['lines'][number]
/** A sample of what might be said. */
export type Sample = { from?: string; to: string; text: string; purpose: string }
/** What the key may not ask cannot be looked at; that is nothing wrong with what is tested. */
export type NotAsked = { notAsked: string }

const previews = z.object({ items: z.array(previewItem) })
const teams = z.object({ items: z.array(z.object({ id: z.uuid(), name: z.string() })) })
const numbersAtOnce = 500

export const serverOver = (api: Api) => ({
  carriers: async () => carrierList.parse(await api.get('/v1/carriers')).items,
  links: async (): Promise<LinkView[]> => linkList.parse(await api.get('/v1/links')).items,

  async numbers(): Promise<NumberView[]> {
    const all: NumberView[] = []
    for (let after = ''; ; ) {
      const { items, next } = numberList.parse(await api.get(`/v1/numbers?limit=${numbersAtOnce}${after}`))
      all.push(...items)
      if (next === null) return all
      after = `&after=${encodeURIComponent(next)}`
    }
  },

  /** Names of teams by id. */
  teams: (): Promise<Map<string, string> | NotAsked> =>
    orNotAsked(async () => new Map(teams.parse(await api.get('/v1/teams')).items.map(({ id, name }) => [id, name]))),

  /** Opens it beside whatever is open, and closes it. */
  trial: (linkId: string): Promise<Trial | NotAsked> => orNotAsked(async () => trial.parse(await api.post(`/v1/links/${linkId}/test`, {}))),

  /** What would become of each; nothing is sent. */
  async previews(samples: readonly Sample[]): Promise<{ preview: Preview | null; problem: Problem | null }[]> {
    return previews.parse(await api.post('/v1/messages/preview', samples as never)).items // `as`: a list is an object
  },
})

async function orNotAsked<T>(ask: () => Promise<T>): Promise<T | NotAsked> {
  try {
    return await ask()
  } catch (cause) {
    if (cause instanceof NotPossible) return { notAsked: cause.message }
    throw cause
  }
}
