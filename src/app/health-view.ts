import { z } from 'zod'
import { time } from '#src/message/views.ts'

/** How Tandem itself is, for the operator's page. Links say it of themselves: GET /v1/links. */
export const healthView = z.object({
  version: z.string(),
  node: z.string(),
  startedAt: time,
  postgres: z.string(),
  /** How long it took to ask the database for nothing. */
  databaseMs: z.int(),
  /** Null: it cannot be read. */
  disk: z.object({ freeBytes: z.int(), floorBytes: z.int(), low: z.boolean() }).nullable(),
  /** Who reads the log, and how many events each has still to read. */
  readers: z.array(z.object({ name: z.string(), behind: z.int() })),
  liveBrowsers: z.int(),
})
export type HealthView = z.infer<typeof healthView>
