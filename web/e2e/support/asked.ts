import type { z } from 'zod'
import type { Talk, World } from './world.ts'

/** A question to the pretend server, and what is said to it. */

export class No extends Error {
  readonly status: number
  readonly code: string
  constructor(status: number, code: string, title: string) {
    super(title)
    this.status = status
    this.code = code
  }
}

export type Setting = { world: World; demo: boolean; origin: string }
export type Answer = { status: number; body: unknown; cookie?: string }
export type Asked = Setting & { me: string; body: unknown; search: URLSearchParams; part: (at: number) => string }

/** Whatever is answered keeps the contract. */
export const ok = <S extends z.ZodType>(schema: S, body: z.input<S>, status = 200): Answer => ({ status, body: schema.parse(body) })

export function talkOf({ world, part }: Asked): Talk {
  const found = world.talks.get(part(1))
  if (!found) throw new No(404, 'no_such_conversation', 'There is no such conversation.')
  return found
}
