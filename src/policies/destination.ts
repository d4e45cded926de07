import { isValidPhoneNumber } from 'libphonenumber-js/max'
import { isGeographic } from '#src/contacts/zones.ts'
import type { Address, Message } from '#src/message/message.ts'
import { allow, stricter, type Verdict } from '#src/message/verdict.ts'
import nanp from './nanp.json' with { type: 'json' }
import { type PrefixLists, policy } from './policy.ts'
import { entryFor } from './prefix-list.ts'

const notANumber: Verdict = { kind: 'block', why: 'not_a_number' }
const mayNotOriginate: Verdict = { kind: 'block', why: 'do_not_originate' }
const blocked: Verdict = { kind: 'block', why: 'destination_blocked' }

/** Only to numbers that can exist and that the operator serves; and never from one that nobody may send from. */
export function destination({ allowFictional }: { allowFictional: boolean }) {
  return policy<PrefixLists>({
    name: 'destination',
    exempts: [],
    perishable: true,
    gather: (messages, sources) => sources.prefixLists(messages),
    judge: (messages, lists) => messages.map((it, i) => verdict(it, lists[i]!, allowFictional)), // `!`: judge.ts has counted them
  })
}

function verdict({ from, to }: Message, lists: PrefixLists, allowFictional: boolean): Verdict {
  let strictest = comingFrom(from, lists, allowFictional)
  for (const address of to) strictest = stricter(strictest, onItsWayTo(address, lists, allowFictional))
  return strictest
}

/** spec: 47 CFR 64.1200(p): carriers must block what claims to come from a number on the list, or from one that cannot exist. */
function comingFrom(address: Address, { doNotOriginate }: PrefixLists, allowFictional: boolean): Verdict {
  const number = numberIn(address)
  if (number === null) return allow
  if (entryFor(number, doNotOriginate) !== null) return mayNotOriginate
  return number.startsWith('1') && !isNanpNumber(number, allowFictional) ? notANumber : allow
}

function onItsWayTo(address: Address, lists: PrefixLists, allowFictional: boolean): Verdict {
  const number = numberIn(address)
  if (number === null) return address.startsWith('tel:') ? notANumber : allow
  if (entryFor(number, lists.blocked) !== null) return blocked
  if (!number.startsWith('1')) return isValidPhoneNumber(`+${number}`) ? allow : notANumber
  if (notForMessages.has(number.slice(1, 4))) return blocked
  return isNanpNumber(number, allowFictional) ? allow : notANumber
}

/** The digits of `tel:+…`, in their international form; null for a short code, a name, or another kind of address. */
function numberIn(address: Address): string | null {
  return /^tel:\+[1-9]\d{6,14}$/.test(address) ? address.slice(5) : null // spec: ITU-T E.164 §6.1: 15 digits at most
}

const shape = /^1[2-9]\d\d[2-9]\d{6}$/
const notForMessages = new Set(nanp.notForMessages.codes)
const tollFree = new Set(nanp.tollFree)
const withoutPlace = new Set(nanp.withoutPlace)

/** Whether a number of the North American plan can exist: 11 digits, the 1 included. Rules and codes: nanp.json. */
export function isNanpNumber(digits: string, allowFictional = false): boolean {
  if (!shape.test(digits)) return false
  const areaCode = digits.slice(1, 4)
  if (tollFree.has(areaCode)) return allowFictional || digits.slice(1) !== nanp.fictional.tollFree
  if (withoutPlace.has(areaCode)) return true
  if (!isGeographic(areaCode)) return false
  if (digits.startsWith('11', 5)) return false
  return allowFictional || !isFictional(digits)
}

const isFictional = (digits: string) => digits.startsWith(nanp.fictional.exchange, 4) && digits.startsWith('01', 7)
