/** What the simulated team says: sensible, friendly, and never to a keyword. Pure. */
import type { Random } from '../random.ts'

const known: readonly (readonly [about: RegExp, replies: readonly string[]])[] = [
  [/¿|hola|gracias|buenos/i, ['¡Hola! Claro que sí, le atendemos en español. Pase cuando guste, abrimos a las 10.']],
  [/[\u3040-\u30ff]/, ['お問い合わせありがとうございます。土曜日は空いております。2台ご用意しますね。']],
  [
    /who is this|stop (texting|sending)/i,
    ['This is Harbor Street Bikes in Seattle. You joined our Saturday ride list in April. Reply STOP and you will not hear from us again.'],
  ],
  [
    /flat|tire|tyre|puncture/i,
    ['Hi! Yes, bring it by any time before 5 and we will have it rolling again today. Usually $18 with a new tube.'],
  ],
  [/ready|pick ?up|ticket/i, ['Let me look... yes! It is ready and waiting for you at the front. We are here until 6.']],
  [/owe|how much|cost|price|\$|€/i, ['A basic tune-up is $95, and we always call before we do anything that costs more.']],
  [/rent|cargo/i, ['We do! Cargo bikes are $60 a day, helmets included. Shall I put one aside for you?']],
  [/close|open|hours|what time/i, ['We are open 10 to 6 today, and 9 to 5 on Saturdays.']],
  [/return|exchange|refund/i, ['No problem at all. Bring it in with the box within 30 days and we will swap it.']],
  [
    /click|noise|bottom bracket|error|brake|wheel/i,
    ['That sounds like something we should see on the stand. Can you bring it in? The first look is free.'],
  ],
  [
    /book|appointment|fitting|move my|tomorrow|friday|thursday/i,
    ['Done, you are in the book. We will text you a reminder the day before.'],
  ],
  [/thank|ty\b|great|perfect|awesome|👍|🙌|❤/i, ['Any time! See you soon.', 'You are very welcome!', 'Happy to help. Ride safe!']],
]

const otherwise = [
  'Thanks for your message! Let me check with the workshop and get right back to you.',
  'Hi, thanks for texting Harbor Street Bikes. Give me a minute to look into it.',
  'Got it, thank you. One of us will have an answer for you shortly.',
] as const

const keyword = /^\s*(stop|stopall|unsubscribe|cancel|end|quit|revoke|optout|start|unstop|yes|help|info)[\s.!]*$/i

/** Null: it is a keyword, and answered by itself. */
export function replyTo(text: string, random: Random): string | null {
  if (keyword.test(text)) return null
  const found = known.find(([about]) => about.test(text))
  return random.pick(found ? found[1] : otherwise)
}
