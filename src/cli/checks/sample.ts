import { type Command, Option } from 'commander'
import type { Preview } from '#src/lifecycle/preview/views.ts'
import type { Problem } from '#src/message/views.ts'
import { NotPossible, NotRight } from '../not-possible.ts'
import { keyOption, purposeOption, urlOption } from '../send.ts'
import type { Sample, Server } from './server.ts'

/** The message that `number test` and `line test` ask about, and never send. */

export type SampleOptions = { to?: string; text: string; purpose: string }

export const withSampleOptions = (command: Command): Command =>
  command
    .addOption(new Option('--to <number>', 'ask what the rules say of a message to them; nothing is sent'))
    .addOption(new Option('--text <text>', 'what that message says').default('This is a test.'))
    .addOption(purposeOption())
    .addOption(urlOption())
    .addOption(keyOption())

/** From a number, and from none; without anybody it goes to, to the number itself. */
export async function previewOf(
  server: Server,
  number: string,
  { to = number, text, purpose }: SampleOptions,
): Promise<{ preview: Preview; fallback: string | null }> {
  const sample: Sample = { to, text, purpose }
  const [own, unsaid] = await server.previews([{ ...sample, from: number }, sample])
  if (!own?.preview) throw refused(own?.problem ?? null)
  return { preview: own.preview, fallback: unsaid?.preview?.from ?? null }
}

const refused = (problem: Problem | null): Error =>
  problem
    ? new NotRight([problem.title, problem.remedy].filter(Boolean).join(' '))
    : new NotPossible('The server did not say what would become of it.')
