import { randomUUID } from 'node:crypto'
import { isIP } from 'node:net'
import type { Happening } from '#src/message/happening.ts'
import type { Message } from '#src/message/message.ts'
import type { Outcome } from '#src/message/outcome.ts'
import { GsmError } from '#src/protocols/gsm/error.ts'
import { connect as bind, type ClientSession } from '#src/protocols/smpp/client.ts'
import type { ClientChange } from '#src/protocols/smpp/client-options.ts'
import type { McRequest } from '#src/protocols/smpp/pdu.ts'
import type { AnswerList } from '#src/protocols/smpp/settled.ts'
import { status, statusOf } from '#src/protocols/smpp/status.ts'
import type { Connection, Link, Settled, Tell, Told } from '../channel.ts'
import { happeningOf } from './decode.ts'
import { submits } from './encode.ts'
import { makePace } from './pace.ts'
import { answered, begin, outcomeOf, outcomeWhenDown, outcomeWhenLate, outcomeWhenTakenBack, type Progress } from './progress.ts'
import type { Settings } from './settings.ts'

/** A message some of whose segments went must have gone whole within this, or it has failed. */
const restMs = 60_000
/** How often pauses and late segments are looked at. */
const tickMs = 250

/** One bind to a carrier, kept up. Messages go in as they fit the window; each is settled once, whatever the session goes through. */
export function connect(link: Link<Settings>, tell: Tell): Connection {
  const { settings } = link
  const onTheWay = new Map<string, { progress: Progress; settled: Settled; since: number }>()
  let session = randomUUID()
  let up = false
  let closing = false
  const pace = makePace(settings.perSecond, () => performance.now())

  const client: ClientSession = bind(
    {
      host: settings.host,
      port: settings.port,
      // an address has no name that TLS could ask for
      ...(settings.tls && { tls: isIP(settings.host) ? {} : { servername: settings.host } }),
      bind: {
        as: settings.bindAs,
        systemId: settings.systemId,
        password: settings.password,
        systemType: settings.systemType,
        interfaceVersion: settings.interfaceVersion === '5.0' ? 0x50 : 0x34,
      },
      window: settings.window,
      timers: { enquireLinkMs: settings.enquireLinkMs, responseMs: settings.responseMs },
      reconnectMinMs: settings.reconnectMinMs,
    },
    {
      onDeliver: (pdus, answer) => void hear(pdus, answer),
      onState: (change) => changed(change),
      onRoom: () => go(),
      onBadPdu: (cause) => link.trouble(cause),
    },
  )

  /** What is asked for again may have been written down all the same: from here on the like of it may be the same once more. */
  const mayComeTwice = (): void => {
    session = randomUUID()
  }

  /** What cannot be read would not be understood the next time either: it is refused, and the rest of its list is not. */
  const readable = (pdu: McRequest): Happening | null => {
    try {
      return happeningOf(pdu, settings, new Date())
    } catch (cause) {
      link.trouble(cause)
      return null
    }
  }

  /** Acknowledged when, and only when, it is written down. */
  const hear = async (pdus: McRequest[], answer: AnswerList): Promise<void> => {
    const heardIn = session
    try {
      const read = pdus.map((pdu) => readable(pdu))
      const told = await tell(
        read.flatMap((it) => it ?? []),
        heardIn,
      )
      if (told.includes('again')) mayComeTwice()
      let next = 0
      answer(read.map((it) => (it ? answers[told[next++]!] : status.receiverPermanent))) // one answer each
    } catch (cause) {
      link.trouble(cause)
      mayComeTwice()
      answer(pdus.map(() => answers.again))
    }
  }

  const changed = (change: ClientChange): void => {
    const isUp = change.to.startsWith('BOUND')
    if (isUp || change.from === 'OPEN')
      link.step?.(`Connected to ${settings.host}, port ${settings.port}${settings.tls ? ', encrypted' : ''}.`)
    if (isUp) link.step?.(`The carrier took our bind as ${settings.bindAs}, system id ${settings.systemId}.`)
    if (isUp) session = randomUUID()
    if (isUp === up && !change.why) return
    up = isUp
    link.changed?.(up, isUp ? undefined : inWords(change, settings))
    if (!up) settleWhere(({ progress }) => outcomeWhenDown(progress))
    else go()
  }

  /** Hands over as many segments as there is room for, oldest message first. */
  const go = (): void => {
    let room = Math.min(client.room(), pace.room())
    for (const it of onTheWay.values()) {
      if (room <= 0) return
      const segments = it.progress.toGo.splice(0, room)
      if (segments.length === 0) continue
      room -= segments.length
      pace.took(segments.length)
      it.progress.underWay += segments.length
      client.submit(
        segments.map((i) => it.progress.pdus[i]!), // an index of the list
        (results) => {
          for (const result of results) answered(it.progress, segments[result.at]!, result)
          settleSoon(it.progress)
        },
      )
    }
    if (room > 0) link.roomy?.()
  }

  // What one read answers is settled together.
  let toSettle: Progress[] = []
  const settleSoon = (progress: Progress): void => {
    if (toSettle.length === 0) queueMicrotask(settleNow)
    toSettle.push(progress)
  }
  const settleNow = (): void => {
    const ready = new Set(toSettle.map(({ id }) => id))
    toSettle = []
    settleWhere(
      ({ progress }) => (ready.has(progress.id) ? (outcomeOf(progress, settings.idMode) ?? (up ? null : outcomeWhenDown(progress))) : null),
      ready,
    )
    go()
  }

  const settleWhere = (
    decide: (it: { progress: Progress; since: number }) => Outcome | null,
    ids: Iterable<string> = [...onTheWay.keys()],
  ): void => {
    const groups = new Map<Settled, { id: string; outcome: Outcome }[]>()
    for (const id of ids) {
      const it = onTheWay.get(id)
      const outcome = it && decide(it)
      if (!it || !outcome) continue
      onTheWay.delete(id)
      const group = groups.get(it.settled)
      if (group) group.push({ id, outcome })
      else groups.set(it.settled, [{ id, outcome }])
    }
    for (const [settled, outcomes] of groups) settled(outcomes)
  }

  const ticking = setInterval(() => {
    const late = performance.now() - restMs
    settleWhere(({ progress, since }) =>
      progress.underWay === 0 && progress.toGo.length > 0 && since < late ? outcomeWhenLate(progress, settings.idMode) : null,
    )
    if (up) go()
  }, tickMs)

  const room = () => (up && !closing ? Math.max(0, Math.min(client.room(), pace.room()) - unsent(onTheWay)) : 0)

  return {
    room,
    alive: () => client.enquire(),
    takeBack: (ids) => settleWhere(({ progress }) => outcomeWhenTakenBack(progress), ids),
    send(batch: Message[], settled: Settled) {
      const since = performance.now()
      const unsayable: { id: string; outcome: Outcome }[] = []
      for (const message of batch) {
        if (message.to.length > 1) {
          // What waited before the spine refused such: it would reach the first alone.
          unsayable.push({ id: message.id, outcome: { kind: 'refused', why: 'no_groups', retry: 'never' } })
          continue
        }
        try {
          onTheWay.set(message.id, { progress: begin(message.id, submits(message, settings)), settled, since })
        } catch (cause) {
          // One that cannot be written must not take those before it with it: they are under way.
          link.trouble(cause)
          const why = cause instanceof GsmError && cause.code === 'too_long' ? 'too_long' : 'link_misconfigured'
          unsayable.push({ id: message.id, outcome: { kind: 'refused', why, retry: 'never' } })
        }
      }
      if (unsayable.length > 0) settled(unsayable)
      if (!up) settleWhere(({ progress }) => outcomeWhenDown(progress))
      else go()
    },
    async [Symbol.asyncDispose]() {
      closing = true
      clearInterval(ticking)
      settleWhere(({ progress }) => outcomeWhenDown(progress))
      await client.close(closeMs)
      settleWhere(({ progress }) => outcomeOf(progress, settings.idMode) ?? outcomeWhenLate(progress, settings.idMode))
    },
  }
}

/** How long a close waits for answers under way. */
const closeMs = 5_000

const unsent = (onTheWay: ReadonlyMap<string, { progress: Progress }>): number => {
  let count = 0
  for (const { progress } of onTheWay.values()) count += progress.toGo.length
  return count
}

/** What is not written is asked for again; what nobody here wants is refused for good. */
const answers: Record<Told, number> = { written: status.ok, again: status.receiverTemporary, nobody: status.invalidDestination }

/** What a socket says when the other side hangs up before TLS is there. */
const hungUp = /ECONNRESET|EPIPE|socket hang up|disconnected before secure TLS/

function inWords({ from, why, status: code, detail, retryInMs }: ClientChange, { tls }: Settings): string {
  const said = detail ?? why ?? 'closed'
  const socket = tls && from === 'CLOSED' && hungUp.test(said) ? `no TLS: ${said}` : said
  const cause = code ? `the carrier refused the bind: ${statusOf(code).name}, ${statusOf(code).meaning}` : socket
  return retryInMs === undefined ? cause : `${cause}; next try at ${new Date(Date.now() + retryInMs).toISOString().slice(0, 19)}Z`
}
