/** What one types: how many segments it takes, and things to try. The counting is the very code Tandem counts with. */
import { count } from './gsm/segment.ts'

const longOne =
  'Hi, quick question about my touring bike. I am planning to ride down the coast next month, about 60 miles a day with panniers, and I ' +
  'wonder if the stock wheels will hold up. Would you rebuild them, or just bring spare spokes? Also, do you have the wide racks in stock?'
const excited =
  'OMG it is PERFECT 😍😍😍 the kids went completely wild 🚲👨‍👩‍👧‍👦💨 we rode along the whole harbor to the lighthouse ☀️🌊 ' +
  'thank you thank you 🙏🏽❤️ telling everyone about you 🇺🇸🎉'

export const tries = [
  { label: 'Ask a question', text: 'Hi! My brakes squeak when it rains. Can you look at them this week?' },
  { label: 'Emoji', text: excited },
  { label: 'A long one', text: longOne },
  { label: 'STOP', text: 'STOP' },
  { label: 'START', text: 'START' },
  { label: 'HELP', text: 'HELP' },
  { label: 'En español', text: '¿Tienen bicicletas para niños? Mi hija cumple seis años el sábado.' },
]

const MOST_SEGMENTS = 255

/** Parts of the line under the text: plain words, and words that stand out. */
export function counted(text) {
  if (text === '') return []
  const { segments, remaining, encoding, culprits } = count(text)
  if (segments > MOST_SEGMENTS) return [{ strong: 'Too long for a text.' }]
  const left = [{ strong: segments === 1 ? '1 segment' : `${segments} segments` }, { plain: ` · ${remaining} left` }]
  if (encoding === 'gsm7') return left
  const why = [...new Set(culprits.map(({ char }) => char))].slice(0, 3).join(' ')
  return [...left, { plain: ` · Unicode because of ${why}` }]
}
