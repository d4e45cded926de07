import { randomUUID } from 'node:crypto'
import { text as readAll } from 'node:stream/consumers'
import { Command, Option } from 'commander'
import { purposes } from '#src/message/message.ts'
import { bubble } from '#src/message/views.ts'
import { answer } from './answer.ts'
import { type Api, openApi, type Reaching } from './api.ts'
import { exitCodes } from './exit-codes.ts'
import { wholeNumber } from './member-invite.ts'
import { follow } from './send-follow.ts'

/** `tandem send`: as a program sends, over the API. */
export function send(): Command {
  return new Command('send')
    .description('Send a message through the running server.')
    .option('--from <number>', 'one of your numbers; without it the first')
    .requiredOption('--to <number>', 'whom, like +14155550123')
    .requiredOption('--text <text>', 'what, exactly as it is sent; - reads standard input')
    .addOption(purposeOption())
    .option('--wait', 'tell what becomes of it as it happens, until it is delivered or has failed')
    .option('--for <seconds>', 'how long to wait at most', wholeNumber, 120)
    .addOption(urlOption())
    .addOption(keyOption())
    .addHelpText('after', '\nExample:\n  TANDEM_KEY=tandem_… tandem send --to +14155550123 --text "Your bike is ready." --wait')
    .action(run)
}

export const purposeOption = (): Option =>
  new Option('--purpose <purpose>', 'decides which rules apply').choices(purposes.filter((it) => it !== 'keyword_reply')).default('service')
export const urlOption = (): Option => new Option('--url <url>', 'where Tandem is; without it TANDEM_URL, or what the settings say')
export const keyOption = (): Option =>
  new Option('--key <key>', 'a key from tandem key create; better in TANDEM_KEY, where others on this machine do not see it')

type Options = Reaching & { from?: string; to: string; text: string; purpose: string; wait?: boolean; for: number; json?: boolean }

async function run({ from, to, text, purpose, wait, for: seconds, json, ...reaching }: Options): Promise<void> {
  const api = openApi(reaching)
  const words = text === '-' ? (await readAll(process.stdin)).replace(/\n$/, '') : text
  const message = await sent(api, { ...(from !== undefined && { from }), to, text: words, purpose })
  if (!wait) {
    const why = message.reason ? ` ${message.reason.sentence} ${message.reason.next}` : ''
    answer(json, { message }, `${message.id}  ${message.state}.${why}`)
    if (message.state === 'failed') process.exitCode = exitCodes.failed
    return
  }
  const { page, ended } = await follow(api, message.id, seconds, json ? () => {} : console.log)
  const late = ended ? '' : ` It is still ${page.state} after ${seconds} s.`
  const why = page.reason ? ` ${page.reason.sentence} ${page.reason.next}` : ''
  answer(json, { message: page, ended }, `${page.id}  ${page.state}.${late}${why}`)
  if (!ended || !['delivered', 'read'].includes(page.state)) process.exitCode = exitCodes.failed
}

/** With an idempotency key of its own: asked again by a proxy in between, it is still sent once. */
const sent = async (api: Api, draft: object) => bubble.parse(await api.post('/v1/messages', draft, { 'idempotency-key': randomUUID() }))
