/** Who holds the phone: what becomes of a text sent to it, and what comes back. Pure: chance is an argument, memory is handed back. */
import type { MessageState } from '#src/protocols/smpp/message-state.ts'
import type { Random } from '../random.ts'

export type Personality = {
  name: string
  /** What the carrier will say of a text to this phone, and after how long. */
  fate(random: Random): Fate
  /** What it says to a text, given how many it was shown before this one. Empty: nothing. */
  answer(text: string, before: number, random: Random): Reply[]
}

export type Fate = { state: MessageState; afterMs: number; err: string }
export type Reply = { text: string; afterMs: number }

const reached = (random: Random): Fate => ({ state: 'delivered', afterMs: random.between(150, 900), err: '000' })
const reply = (text: string, random: Random): Reply[] => [{ text, afterMs: random.between(2_500, 8_000) }]
const nothing = (): Reply[] => []

const pleasantries = [
  'Great, thanks!',
  'Perfect, see you then.',
  'Ok thanks for letting me know',
  'Sounds good 👍',
  'Awesome. How late are you open today?',
  'Got it, thank you so much',
  'Works for me',
] as const

/** Three texts long, and no two of its segments may be cut in the middle of a family. */
export const excitement =
  'OMG it is PERFECT 😍😍😍 the kids went completely wild 🚲👨‍👩‍👧‍👦💨 we rode along the whole harbor to the lighthouse ☀️🌊 ' +
  'thank you thank you 🙏🏽❤️ telling everyone about you 🇺🇸🎉'

/** Answers twice, then lets it rest. */
const answers: Personality = {
  name: 'answers',
  fate: reached,
  answer: (_text, before, random) => (before < 2 ? reply(random.pick(pleasantries), random) : []),
}

/** Has had enough at the first text, and changes their mind at the second: the confirmation of the first. */
const stops: Personality = {
  name: 'stops',
  fate: reached,
  answer: (_text, before, random) => {
    if (before === 0) return reply('STOP', random)
    return before === 1 ? [{ text: 'START', afterMs: random.between(60_000, 120_000) }] : []
  },
}

const silent: Personality = { name: 'silent', fate: reached, answer: nothing }

const emoji: Personality = {
  name: 'emoji',
  fate: reached,
  answer: (_text, before, random) => (before === 0 ? reply(excitement, random) : []),
}

const asksHelp: Personality = {
  name: 'asks-help',
  fate: reached,
  answer: (_text, before, random) => (before === 0 ? reply('HELP', random) : []),
}

const off: Personality = { name: 'off', fate: () => ({ state: 'undeliverable', afterMs: 1_500, err: '027' }), answer: nothing }

/** Out of reach: the carrier keeps trying until the time is up. */
const away: Personality = { name: 'away', fate: () => ({ state: 'expired', afterMs: 5_000, err: '034' }), answer: nothing }

/** Nobody's number: the carrier takes the text and finds no phone. */
const nobody: Personality = { name: 'nobody', fate: () => ({ state: 'undeliverable', afterMs: 800, err: '001' }), answer: nothing }

/** Held by the person at the page: it says only what they type. */
const yours: Personality = { name: 'yours', fate: () => ({ state: 'delivered', afterMs: 250, err: '000' }), answer: nothing }

/** Has a story to tell, one line an answer. */
export const tells = (lines: readonly string[]): Personality => ({
  name: 'tells',
  fate: reached,
  answer: (_text, before, random) => {
    const line = lines[before]
    return line === undefined ? [] : [{ text: line, afterMs: random.between(4_000, 11_000) + line.length * 20 }]
  },
})

export const personalities = { answers, stops, silent, emoji, 'asks-help': asksHelp, off, away, nobody, yours } as const
export type PersonalityName = keyof typeof personalities
export const personalityNames = Object.keys(personalities) as PersonalityName[] // the keys are the names
