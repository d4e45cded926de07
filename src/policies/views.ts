import { z } from 'zod'
import { time } from '#src/message/views.ts'
import { longestNote } from './lists/entry.ts'
import { policySettings } from './settings.ts'

/** What the outside sees of the rules for sending. */

export const rules = z
  .object({
    settings: policySettings,
    schema: z.record(z.string(), z.unknown()).describe('JSON Schema of the settings, each with title and meaning: draw the form from it.'),
  })
  .meta({ id: 'Rules' })

const name = z.enum(['do_not_originate', 'blocked'])
export const listParams = z.object({ list: name })
export const entryParams = z.object({ list: name, prefix: z.string().min(1).max(30).meta({ example: '1900' }) })
export const listHead = z.object({ list: name, entries: z.int(), changedAt: time.nullable() }).meta({ id: 'ListHead' })
export const listHeads = z
  .object({ items: z.array(listHead), most: z.int().describe('Entries of one list at most.') })
  .meta({ id: 'ListHeads' })

export const listQuery = z.object({
  find: z.string().max(30).optional().describe('Only what begins with these digits.'),
  after: z.string().max(30).optional().describe('`next` of the page before.'),
  limit: z.coerce.number().int().min(1).max(1000).default(100),
})
export const listEntry = z.object({ prefix: z.string(), note: z.string().nullable(), at: time }).meta({ id: 'ListEntry' })
export const listPageView = z
  .object({ items: z.array(listEntry), next: z.string().nullable(), entries: z.int().describe('Of the whole list.') })
  .meta({ id: 'ListPage' })

/** Entries of one request; more come as a file. */
const mostAtOnce = 1000
export const newEntries = z
  .object({
    entries: z
      .array(
        z.object({
          prefix: z.string().min(1).max(30).describe('A number or its beginning, with its country code: +1900, 14155550123.'),
          note: z.string().trim().max(longestNote).nullable().default(null),
        }),
      )
      .min(1)
      .max(mostAtOnce),
  })
  .meta({ id: 'NewListEntries' })
