import { z } from 'zod'
import ours from './keyword-replies.json' with { type: 'json' }
import { languages } from './keywords.ts'

/** What an admin decides about the gate of the workspace: stored as JSON, checked here, and a form made of it. Every field has a default. */

const names: Record<(typeof languages)[number], string> = {
  ...{ en: 'English', es: 'Spanish', fr: 'French', zh: 'Chinese', tl: 'Tagalog' },
  ...{ vi: 'Vietnamese', ar: 'Arabic', ko: 'Korean', ru: 'Russian', pt: 'Portuguese' },
}
const hour = (usual: number) => z.int().min(0).max(24).default(usual)
const text = z.string().trim().max(320)

const quietHours = z
  .object({
    appliesTo: z
      .array(z.enum(['marketing', 'service', 'conversation']))
      .default(['marketing'])
      .meta({
        title: 'Messages that wait for daytime',
        description: 'The law asks it of marketing. Codes and the answers to STOP, HELP and START never wait.',
      }),
    opens: hour(8).meta({
      title: 'Earliest hour',
      unit: ':00',
      description: 'On the recipient’s clock. A law that says later still holds.',
    }),
    closes: hour(21).meta({
      title: 'Latest hour',
      unit: ':00',
      description: 'On the recipient’s clock. A law that says earlier still holds.',
    }),
    sundays: z.boolean().default(true).meta({ title: 'Send on Sundays', description: 'Where the law allows it.' }),
  })
  .refine(({ opens, closes }) => opens < closes, { path: ['closes'], error: 'The latest hour must be after the earliest.' })
  .prefault({})
  .meta({ title: 'Quiet hours' })

const keywordReplies = z
  .object({
    contact: text
      .default('')
      .meta({ title: 'Where to get help', description: 'A phone number, web page or mail address for the answer to HELP.' }),
    language: z
      .enum(languages)
      .nullable()
      .default(null)
      .meta({ title: 'Language', options: names, description: 'Unset, we answer in the language of the keyword.' }),
    stop: text.default('').meta({
      title: 'Answer to STOP',
      placeholder: ours.en.stop,
      description: 'Unset, our own, in the language of the keyword. No marketing and no pleading: 47 CFR 64.1200(a)(12).',
    }),
    help: text.default('').meta({
      title: 'Answer to HELP',
      placeholder: ours.en.help,
      description: 'Unset, our own, in the language of the keyword. It must say who you are and how to opt out.',
    }),
    start: text
      .default('')
      .meta({ title: 'Answer to START', placeholder: ours.en.start, description: 'Unset, our own, in the language of the keyword.' }),
  })
  .prefault({})
  .meta({ title: 'Answers to keywords' })

export const policySettings = z
  .object({ quietHours, keywordReplies })
  .prefault({})
  .meta({ id: 'PolicySettings', title: 'Rules for sending' })
export type PolicySettings = z.infer<typeof policySettings>

/** What a workspace has that never changed anything. */
export const usualSettings: PolicySettings = policySettings.parse({})
