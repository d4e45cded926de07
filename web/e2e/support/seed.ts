import { uuid, World } from './world.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE

/** A clinic on an ordinary day. `now` is when it is looked at. */
export function clinic(now = Date.now()): World {
  const world = new World()
  const person = (name: string) => ({ id: uuid(now - 1e9), name, email: `${name.split(' ')[0]!.toLowerCase()}@example.com` })
  const [ana, ben, mira] = ['Ana Lindqvist', 'Ben Okafor', 'Mira Santos'].map(person) as [
    ReturnType<typeof person>,
    ReturnType<typeof person>,
    ReturnType<typeof person>,
  ]
  world.members = [ana, ben, mira]
  const abilities = { textLength: 1600, segments: { encoding: 'gsm' as const, udh: 'udh8' as const }, media: [], receipts: true }
  world.lines = [
    { id: uuid(now - 1e9), number: 'tel:+14155550100', label: 'Front desk', channelLabel: 'Text', up: true, abilities },
    {
      id: uuid(now - 1e9),
      number: 'tel:+14155550142',
      label: 'Billing',
      channelLabel: 'Text',
      up: true,
      abilities: { ...abilities, receipts: false },
    },
  ]
  const said = { state: 'given', at: new Date(now - 90 * 24 * HOUR).toISOString(), source: 'intake form', number: null } as const

  const lena = world.talk(
    { name: 'Lena Fischer', timeZone: 'America/New_York', number: '+12125550117', consent: said },
    now - 40 * 24 * HOUR,
  )
  world.hear(lena, 'Hi! Is Dr. Okafor in on Thursday? I need to move my appointment', now - 26 * HOUR)
  world.move(
    life(world, world.say(lena, 'He is. Would 14:30 suit you, or rather the morning?', ana, now - 26 * HOUR + 4 * MINUTE)),
    'delivered',
  )
  world.hear(lena, '14:30 is perfect, thank you', now - 26 * HOUR + 6 * MINUTE)
  world.move(life(world, world.say(lena, 'Booked. See you Thursday, Lena.', ana, now - 26 * HOUR + 8 * MINUTE)), 'delivered')
  world.hear(
    lena,
    'One more thing: should I bring the old x-rays? They are on a disc from 2021, and I am not sure anybody can still read it.',
    now - 13 * MINUTE,
  )
  world.hear(lena, 'The report is here too: https://example.com/reports/8841', now - 12 * MINUTE)
  world.move(
    life(world, world.say(lena, 'Yes please, bring both. We can read discs, and the report saves us a call.', ana, now - 9 * MINUTE)),
    'delivered',
  )
  world.move(life(world, world.say(lena, 'And please come ten minutes early for the form.', ben, now - 8 * MINUTE)), 'sent')
  world.hear(lena, 'Will do 👍', now - 3 * MINUTE)
  lena.assignee = ana.id

  const omar = world.talk({ name: 'Omar Haddad', timeZone: 'America/Chicago', number: '+13125550164' }, now - 20 * 24 * HOUR)
  world.hear(omar, 'My prescription says twice a day, the bottle says once. Which is it?', now - 5 * MINUTE)
  world.hear(omar, 'I would rather ask than guess', now - 4 * MINUTE)

  const unknown = world.talk({ name: null, timeZone: 'America/Denver', number: '+13035550190' }, now - HOUR)
  world.hear(unknown, 'Do you take walk-ins on Saturdays?', now - 31 * MINUTE)

  const ruth = world.talk(
    { name: 'Ruth Adeyemi', timeZone: 'America/Los_Angeles', number: '+16285550133', consent: said },
    now - 60 * 24 * HOUR,
  )
  world.hear(ruth, 'Did my results come in?', now - 3 * HOUR)
  world.move(
    world.move(world.say(ruth, 'They did, and all is well. Dr. Santos will call you at four.', mira, now - 2.8 * HOUR), 'sending'),
    'in_doubt',
    'lost_answer',
  )
  ruth.assignee = mira.id

  const jonas = world.talk({ name: 'Jonas Weber', timeZone: 'Europe/Berlin', number: '+4915550001122' }, now - 9 * 24 * HOUR)
  world.hear(jonas, 'Kann ich die Rechnung per Post bekommen?', now - 5 * HOUR)
  world.move(life(world, world.say(jonas, 'Of course. It goes out today.', ben, now - 4.6 * HOUR)), 'failed', 'unreachable')
  jonas.assignee = ben.id

  const out = { state: 'withdrawn', at: new Date(now - 6 * HOUR).toISOString(), source: 'STOP', number: 'tel:+14155550100' } as const
  const pat = world.talk({ name: 'Pat Kowalski', timeZone: 'America/Phoenix', number: '+16025550171', consent: out }, now - 30 * 24 * HOUR)
  world.say(pat, 'Your check-up is due. Reply YES and we call you.', null, now - 6.1 * HOUR)
  world.move(life(world, pat.messages[0]!), 'delivered')
  world.hear(pat, 'STOP', now - 6 * HOUR)
  world.move(world.say(pat, 'Sorry to see you go!', ben, now - 5.9 * HOUR), 'failed', 'opted_out')

  const grace = world.talk({ name: 'Grace Lim', timeZone: 'Asia/Singapore', number: '+6555501234' }, now - 12 * 24 * HOUR)
  world.hear(grace, 'Thanks for the reminder', now - 9 * HOUR)
  const held = world.say(grace, 'See you when you are back. Safe travels!', ana, now - 8.5 * HOUR)
  world.move(held, 'held', 'quiet_hours', { heldUntil: new Date(now + 3 * HOUR).toISOString() })

  const quiet = ['Sofia Marino', 'Theo Brandt', 'Amara Nwosu', 'Yuki Tanaka', 'Peter Novak', 'Isabel Cruz', 'Hana Kim', 'Luca Rossi']
  quiet.forEach((name, at) => {
    const it = world.talk({ name, timeZone: 'America/Los_Angeles', number: `+1415555010${at + 1}` }, now - 50 * 24 * HOUR)
    world.hear(it, chatter[at] ?? 'Thank you!', now - (22 + at * 17) * HOUR)
    if (at % 2 === 0)
      world.move(life(world, world.say(it, 'You are welcome. Take care!', at % 4 ? ben : ana, now - (21.5 + at * 17) * HOUR)), 'delivered')
    for (const { id } of world.members) it.read.set(id, it.messages.at(-1)!.id)
  })
  for (const talk of [ruth, jonas, pat, grace]) for (const { id } of world.members) talk.read.set(id, talk.messages.at(-1)!.id)
  return world
}

const chatter = [
  'The new cream works, thank you so much',
  'Running five minutes late, sorry',
  'Could you send the directions again?',
  'Got it',
  'Is parking free after six?',
  'Perfect, see you then',
  'My insurance changed, whom do I tell?',
  'Merci beaucoup',
]

const life = (world: World, message: ReturnType<World['say']>) => world.move(world.move(message, 'sending'), 'sent')
