import type { Advice } from '../channel.ts'
import { type Settings, settings as schema } from './settings.ts'

/** What an operator should know of a carrier's settings once it has been tried: safety, directions, speed, liveness, quirks. Pure. */
export const advice = (it: Settings, aliveMs: number | null): Advice[] => [
  encryption(it),
  ...credentials(it),
  directions(it),
  throughput(it, aliveMs),
  liveness(it),
  quirks(it),
]

/** This machine, and the ranges that lead nowhere else. spec: RFC 1918, RFC 4193 */
const nearby = /^(localhost$|127\.|10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.|::1$|f[cd][\da-f]{2}:)/i

function encryption({ tls, host }: Settings): Advice {
  const what = 'Encryption'
  if (tls) return { what, is: 'right', said: 'TLS' }
  if (nearby.test(host)) return { what, is: 'right', said: 'none; the carrier is reached over a network of your own' }
  return {
    ...{ what, is: 'unknown', said: 'none: the password and what people write travel in the clear' },
    remedy: 'Set tls, often on port 3550, unless a VPN leads to the carrier.',
  }
}

/** spec: SMPP 3.4 §4.1.1: a password of 9 octets with its NUL. A carrier that keeps to it cuts the rest off, or refuses the bind. */
const passwordOfSpec = 8

function credentials({ password }: Settings): Advice[] {
  if (password.length <= passwordOfSpec) return []
  const said = `the password has ${password.length} characters, and SMPP has room for ${passwordOfSpec}`
  const remedy = `Nothing, if the bind is taken. Otherwise ask the carrier for one of ${passwordOfSpec} characters, or try its first ${passwordOfSpec}.`
  return [{ what: 'Password', is: 'unknown', said, remedy }]
}

const one = { transmitter: ['it only sends', 'receiver'], receiver: ['it only hears', 'transmitter'] } as const

function directions({ bindAs }: Settings): Advice {
  const what = 'Directions'
  if (bindAs === 'transceiver') return { what, is: 'right', said: 'both, in one session' }
  const [said, other] = one[bindAs]
  return { what, is: 'unknown', said, remedy: `For the other way the number needs a line on a link that binds as ${other} or transceiver.` }
}

/** A window lets no more go than it holds, once for each answer awaited. A submit takes no less time than being asked whether one lives. */
function throughput({ window, perSecond }: Settings, aliveMs: number | null): Advice {
  const what = 'Throughput'
  const fits = aliveMs === null ? null : Math.round((window * 1000) / Math.max(1, aliveMs))
  const limit = perSecond === undefined ? 'no limit is set' : `${perSecond} segments a second are set`
  const said = `window ${window}, ${limit}${fits === null ? '' : `; answers as quick as that would let ${fits} a second go`}`
  if (perSecond === undefined)
    return { what, is: 'unknown', said, remedy: 'Set perSecond to what the contract says, or the carrier throttles.' }
  if (fits === null || fits >= perSecond) return { what, is: 'right', said }
  const needed = Math.ceil((perSecond * (aliveMs ?? 0)) / 1000)
  return { what, is: 'unknown', said, remedy: `To use the contract, set window to ${needed} or more, if the carrier allows it.` }
}

/** Our choice: firewalls commonly forget a connection that was quiet for some minutes. */
const longestQuietMs = 120_000

function liveness({ enquireLinkMs, responseMs }: Settings): Advice {
  const what = 'Liveness'
  const said = `asked every ${enquireLinkMs / 1000} s of silence, dropped after ${responseMs / 1000} s without an answer`
  if (enquireLinkMs <= longestQuietMs) return { what, is: 'right', said }
  return { what, is: 'unknown', said, remedy: 'Set enquireLinkMs to 30000: firewalls forget connections that are quiet for so long.' }
}

/** How this carrier departs from the specification, as far as it is set. */
const quirky = [
  ...['systemType', 'interfaceVersion', 'idMode', 'udh', 'defaultAlphabet', 'sniffUcs2', 'numberFormat', 'country'],
  ...['receiptPrefers', 'receiptUnmarked', 'receiptOffsetMinutes', 'askValidity'],
] as (keyof Settings)[] // `as`: literal names; the spread widened them
const usual = schema.parse({ host: 'h', systemId: 's', password: '' })

function quirks(it: Settings): Advice {
  const what = 'Quirks'
  const set = quirky.filter((name) => it[name] !== usual[name]).map((name) => `${name}=${it[name]}`)
  const said = set.length > 0 ? set.join(', ') : 'none is set: it is spoken to as the specification says'
  if (it.idMode !== 'auto') return { what, is: 'right', said }
  return {
    what,
    is: 'unknown',
    said,
    remedy: 'Every spelling of ids is tried: look at the first receipts, and set idMode to the one that fits.',
  }
}
