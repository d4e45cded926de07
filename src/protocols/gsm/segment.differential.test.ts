/** Our counting against Twilio's published calculator, which many senders compare their bills with. */
import { SegmentedMessage } from 'sms-segments-calculator'
import { expect, test } from 'vitest'
import { count, segment } from './segment.ts'

const STRINGS = 10_000

/** Mulberry32: the same strings on every machine. */
function randomFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

const gsm = [...'@£$¥èéùìòÇØøÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCXYZÄÖÑÜ§¿abcxyzäöñüà\n\r']
const extension = [...'\f^{}\\[~]|€']
const unicode = [...'`’“”–…çáşığłжשあ漢字ก😀🎉🚀'].concat('👋🏽', '🇩🇪', '👨‍👩‍👧‍👦', '❤️', 'e\u0301', '\r\n', '\u200b', '\u00a0', '한', '가')

/** Three kinds of text, mostly near the lengths where the number of segments changes. */
function randomText(random: () => number): string {
  const kind = random()
  const pick = (pool: readonly string[]) => pool[Math.floor(random() * pool.length)] ?? ''
  const edges = kind < 0.6 ? [160, 160, 153, 80, 306] : [70, 67, 35, 134]
  const length =
    random() < 0.7 ? (edges[Math.floor(random() * edges.length)] ?? 0) - 4 + Math.floor(random() * 9) : Math.floor(random() * 200)
  let text = ''
  for (let at = 0; at < length; at++) {
    const dice = random()
    if (kind < 0.3) text += dice < 0.97 ? pick(gsm) : pick(extension)
    else if (kind < 0.6) text += dice < 0.6 ? pick(gsm) : pick(extension)
    else text += dice < 0.5 ? pick(gsm) : dice < 0.55 ? pick(extension) : pick(unicode)
  }
  return text
}

test(`${STRINGS} random texts count and cut alike`, () => {
  const random = randomFrom(20_261_101)
  const tally = { gsm7: 0, ucs2: 0, long: 0 }
  const differences: unknown[] = []
  for (let index = 0; index < STRINGS; index++) {
    const text = randomText(random)
    const theirs = new SegmentedMessage(text)
    const cuts = theirs.segments.map((one) => Array.from(one, (char) => ('raw' in char ? char.raw : '')).join(''))
    const wanted = JSON.stringify([theirs.encodingName === 'GSM-7' ? 'gsm7' : 'ucs2', theirs.segmentsCount, cuts])
    const counted = count(text)
    const pieces = segment(text, { ref: 1, udh: 'udh8' }).segments.map((one) => one.text)
    const found = JSON.stringify([counted.encoding, counted.segments, pieces])
    if (found !== wanted) differences.push({ text, found, wanted })
    tally[counted.encoding]++
    if (counted.segments > 1) tally.long++
  }
  expect(differences).toEqual([])
  // So that a change of the generator cannot make this test say nothing.
  for (const texts of Object.values(tally)) expect(texts).toBeGreaterThan(STRINGS / 4)
}, 60_000) // theirs takes half a millisecond a text
