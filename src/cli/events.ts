import { Command, InvalidArgumentError } from 'commander'
import { eventList } from '#src/lifecycle/api/views.ts'
import type { EventView } from '#src/message/views.ts'
import { type Api, openApi, type Reaching } from './api.ts'
import { keyOption, urlOption } from './send.ts'

/** `tandem events`: the log of everything that happens, from the running server. */
export function events(): Command {
  return new Command('events')
    .description('Tell what happened, in order. With --json one JSON object a line.')
    .option('--follow', 'go on with what happens from now, until Ctrl-C')
    .option('--after <seq>', 'begin after this number; without it at the beginning, or with --follow at the end', sequence)
    .addOption(urlOption())
    .addOption(keyOption())
    .addHelpText('after', '\nExample:\n  tandem events --follow --json | jq \'select(.kind == "message.delivered")\'')
    .action(run)
}

const mostEach = 1000
/** How long the server may wait with its answer when there is nothing new. */
const waitSeconds = 20

async function run({
  follow,
  after: given,
  json,
  ...reaching
}: Reaching & { follow?: boolean; after?: number; json?: boolean }): Promise<void> {
  const api = openApi(reaching)
  const wait = follow ? waitSeconds : 0
  let after = given ?? (follow ? await lastSeq(api) : 0)
  for (;;) {
    const { items, upTo } = await page(api, { after, limit: mostEach, wait })
    for (const it of items) console.log(json ? JSON.stringify(it) : eventInWords(it))
    after = upTo
    if (!follow && items.length < mostEach) return
  }
}

/** `conversation.assigned`, the longest there is. */
const kindWidth = 21

/** One event on a line; of whom it tells at its end, where a long sentence moves nothing. */
export function eventInWords({ seq, at, kind, sentence, messageId, conversationId }: EventView): string {
  const of = [messageId && `message ${messageId}`, conversationId && `conversation ${conversationId}`].filter(Boolean)
  return [String(seq).padStart(9), at, kind.padEnd(kindWidth), sentence, ...of].join('  ')
}

const page = async (api: Api, { after, limit, wait }: { after: number; limit: number; wait: number }) =>
  eventList.parse(await api.get(`/v1/events?after=${after}&limit=${limit}&wait=${wait}`))

/** The number of the last event, found by halving: some forty small questions, whatever the length of the log. */
async function lastSeq(api: Api): Promise<number> {
  const isAfter = async (seq: number) => (await page(api, { after: seq, limit: 1, wait: 0 })).items.length > 0
  if (!(await isAfter(0))) return 0
  let low = 0
  let high = 1
  while (await isAfter(high)) [low, high] = [high, high * 2]
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2)
    if (await isAfter(middle)) low = middle
    else high = middle
  }
  return high
}

function sequence(given: string): number {
  if (!/^\d{1,15}$/.test(given)) throw new InvalidArgumentError('It must be a number, as the events have.')
  return Number(given)
}
