import type { Conversation } from '#src/conversations/views.ts'
import type { Bubble } from '#src/message/views.ts'
import { Multiset } from './multiset.ts'
import type { Truth } from './simulator.ts'

/** Holds what the inbox shows to what the phones know. */

export type Shown = { conversation: Conversation; messages: Bubble[] }[]

const plain = (uri: string) => uri.replace(/^tel:/, '')
/** Numbers and the exact text: JSON keeps every space and control character apart. */
const keyOf = (from: string, to: string, text: string | null) => JSON.stringify([plain(from), plain(to), text])

export type InboundTrouble = {
  kind: 'lost' | 'doubled' | 'altered or invented' | 'unexplained duplicate' | 'in the wrong thread'
  what: string
}

/**
 * Every text of a phone that we acknowledged is there; what is there more often than it was said is marked "possible duplicate", and was
 * brought more than once by the carrier.
 */
export function inboundTroubles(truth: Truth, shown: Shown): InboundTrouble[] {
  const [said, brought, heard, marked] = [new Multiset(), new Multiset(), new Multiset(), new Multiset()]
  const troubles: InboundTrouble[] = []
  for (const { from, to, text, ackedAt, deliveries } of truth.sent) {
    if (ackedAt === null) continue
    said.add(keyOf(from, to, text))
    brought.add(keyOf(from, to, text), deliveries)
  }
  for (const { conversation, messages } of shown)
    for (const it of messages.filter(({ direction }) => direction === 'in')) {
      const key = keyOf(it.from, it.to[0] ?? '', it.text)
      heard.add(key)
      if (it.possibleDuplicate) marked.add(key)
      if (it.incomplete) troubles.push({ kind: 'altered or invented', what: `incomplete: ${key}` })
      if (conversation.contact.addresses[0]?.uri !== it.from) troubles.push({ kind: 'in the wrong thread', what: key })
    }
  for (const [key, count] of said.counts) if (heard.of(key) < count) troubles.push({ kind: 'lost', what: key })
  for (const [key, count] of heard.counts) {
    if (said.of(key) === 0) troubles.push({ kind: 'altered or invented', what: key })
    else if (count - said.of(key) > marked.of(key)) troubles.push({ kind: 'doubled', what: key })
    else if (count > brought.of(key)) troubles.push({ kind: 'unexplained duplicate', what: key })
  }
  return troubles
}

/** Conversations in which a phone's texts of one segment stand in another order than it said them. */
export function outOfOrder(truth: Truth, shown: Shown): string[] {
  const saidBy = Map.groupBy(
    truth.sent.filter(({ segments }) => segments === 1),
    ({ from, to }) => `${from} ${to}`,
  )
  return shown
    .flatMap(({ messages }) => {
      const heard = Map.groupBy(
        messages.filter(({ direction, segments, possibleDuplicate }) => direction === 'in' && segments === 1 && !possibleDuplicate),
        ({ from, to }) => `${plain(from)} ${plain(to[0] ?? '')}`,
      )
      return [...heard].filter(([key, list]) => {
        const said = saidBy.get(key)?.map(({ text }) => text) ?? []
        return JSON.stringify(said) !== JSON.stringify(list.map(({ text }) => text))
      })
    })
    .map(([key]) => key)
}

export type OutboundTrouble = {
  kind: 'delivered and not on the phone' | 'on the phone and nowhere here' | 'too often on the phone'
  what: string
}

/** It may have gone to the phone, once. */
const mayBeThere: readonly Bubble['state'][] = ['sending', 'sent', 'in_doubt']

/**
 * What the inbox says was delivered is on its phone as often as it was said; what it is unsure about, at most so often; anything else is
 * not on a phone at all. Nobody in these tests asks for a message in doubt to go again.
 */
export function outboundTroubles(truth: Truth, shown: Shown): OutboundTrouble[] {
  const [delivered, unsure, on] = [new Multiset(), new Multiset(), new Multiset()]
  for (const it of shown.flatMap(({ messages }) => messages).filter(({ direction }) => direction === 'out')) {
    const key = keyOf(it.from, it.to[0] ?? '', it.text)
    if (it.state === 'delivered') delivered.add(key)
    if (mayBeThere.includes(it.state)) unsure.add(key)
  }
  for (const { from, to, text, states } of truth.received) on.add(keyOf(from, to, text), states.filter((it) => it === 'delivered').length)
  const troubles: OutboundTrouble[] = []
  for (const [key, count] of delivered.counts) if (on.of(key) < count) troubles.push({ kind: 'delivered and not on the phone', what: key })
  for (const [key, count] of on.counts) {
    const known = delivered.of(key) + unsure.of(key)
    if (count > known) troubles.push({ kind: known === 0 ? 'on the phone and nowhere here' : 'too often on the phone', what: key })
  }
  return troubles
}

/** In doubt, although they are on their phone: receipts name our own reference, so each of them can be known to have gone. */
export function needlessDoubts(truth: Truth, shown: Shown): Bubble[] {
  const on = new Set(truth.received.map(({ from, to, text }) => keyOf(from, to, text)))
  const doubtful = shown.flatMap(({ messages }) => messages).filter(({ state }) => state === 'in_doubt')
  return doubtful.filter((it) => on.has(keyOf(it.from, it.to[0] ?? '', it.text)))
}
