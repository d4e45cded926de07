/** The customers of Harbor Street Bikes on the first day: what each texts first, and what they say to each answer. */

export type Person = {
  name: string
  areaCode: string
  /** Which of the shop's numbers they have: 0 the front desk, 1 the workshop. */
  line: 0 | 1
  /** Texts sent before anybody answers, in a row. */
  opens: readonly string[]
  /** One for each answer they get. */
  answers: readonly string[]
}

/** There within the first ten seconds. */
export const early: readonly Person[] = [
  {
    ...{ name: 'Dana Whitfield', areaCode: '206', line: 0 },
    opens: ['Hi! My rear tire keeps going flat, second time this week. Any chance you could look at it today? - Dana'],
    answers: ['I can drop it off around 3, does that work?', 'Thank you!! It is the green Trek with the basket.'],
  },
  {
    ...{ name: 'Marcus Oyelaran', areaCode: '253', line: 1 },
    opens: ['Is my Surly ready for pickup? Ticket 4471, name is Marcus'],
    answers: ['Great. What do I owe you?', '👍 on my way'],
  },
  {
    ...{ name: 'Priya Raman', areaCode: '212', line: 0 },
    opens: ['Hello, Priya Raman here. We are visiting Sat–Sun with two little ones 👧🏽👦🏽 Do you rent cargo bikes? 🚲'],
    answers: ['One big one with a rain cover would be perfect ☔️', 'Yes please hold it for us!'],
  },
  {
    ...{ name: 'Lucía Fernández', areaCode: '206', line: 0 },
    opens: ['Buenos días, soy Lucía. ¿Hablan español? Necesito frenos nuevos para mi bici, ¿cuánto cuesta más o menos?'],
    answers: ['Perfecto, muchas gracias. ¿Puedo pasar el jueves?', '¡Nos vemos!'],
  },
  {
    ...{ name: 'Tom Becker', areaCode: '360', line: 1 },
    opens: [
      'Hi, Tom Becker here. I bought the Kona from you in spring and love it, but there is a clicking from the bottom bracket when I stand ' +
        'up on the pedals, mostly on the right side, and only after the first ten minutes or so. I already tightened the crank bolts and ' +
        'swapped the pedals. Is that something that is covered by the first-year check-up, or should I order parts before I come in?',
    ],
    answers: ['Good to know. Is Friday morning ok? I work nights so early is best', 'See you Friday then'],
  },
  {
    ...{ name: 'Jess', areaCode: '206', line: 0 },
    opens: ['hey its Jess, what time do u close today', 'nvm found it 😅 6pm right?'],
    answers: ['ty!'],
  },
  {
    ...{ name: 'Greg Halloran', areaCode: '303', line: 0 },
    opens: ['who is this? I keep getting texts about a Saturday ride'],
    answers: ['STOP'],
  },
]

/** One after another, for the rest of the day. */
export const later: readonly Person[] = [
  {
    ...{ name: 'Aiko Tanaka', areaCode: '808', line: 0 },
    opens: [
      'Hi, this is Aiko Tanaka. I would like to return the helmet I bought on Tuesday, it is one size too small. I still have the box.',
    ],
    answers: ['Exchange for an M would be even better', 'Wonderful, thank you'],
  },
  {
    ...{ name: 'Sam Ortiz', areaCode: '206', line: 1 },
    opens: ['Do you true wheels while I wait? Hit a pothole on Alaskan Way this morning'],
    answers: ['Ok coming over now'],
  },
  {
    ...{ name: 'Nora Lindqvist', areaCode: '206', line: 0 },
    opens: ['Nora here! Can I move my fitting from Wednesday to Thursday? Same time'],
    answers: ['Thursday 5:30 works', 'Thanks a lot!'],
  },
  {
    ...{ name: 'Ben', areaCode: '509', line: 1 },
    opens: ['How much for a basic tune-up', 'and how long does it take'],
    answers: ['ok booking it. tomorrow 10am?', 'cool see you'],
  },
  {
    ...{ name: 'Mrs. Abernathy', areaCode: '206', line: 0 },
    opens: [
      "Good morning. My grandson turns 7 on Sunday and I'd like to get him his first real bicycle. He is 4 feet tall. What do you suggest?",
    ],
    answers: ['Blue, he says. It must be blue.', 'You are very kind. I will come by on Saturday.'],
  },
  {
    ...{ name: 'Kofi Mensah', areaCode: '206', line: 1 },
    opens: ['Left my lights on the counter when I picked up the Brompton 🤦🏿‍♂️ still there?'],
    answers: ['You are the best 🙌🏿'],
  },
  { ...{ name: 'Ana', areaCode: '415', line: 0 }, opens: ['HELP'], answers: ['ok thanks, just wanted to know who this is'] },
  {
    ...{ name: 'Riley Chen', areaCode: '206', line: 1 },
    opens: ['E-bike shows error E21 after the rain. Should I stop riding it?'],
    answers: ['It is a Gazelle, two years old', 'Ok, bringing it in'],
  },
  {
    ...{ name: 'Paul Novak', areaCode: '312', line: 0 },
    opens: ['Do you ship to Chicago? Looking for the Brooks saddle in honey, €129 on your site but $?'],
    answers: ['Deal. How do I pay?'],
  },
  {
    ...{ name: 'Hana', areaCode: '206', line: 0 },
    opens: ['こんにちは!自転車を2台レンタルしたいのですが、土曜日は空いていますか?'],
    answers: ['ありがとうございます!'],
  },
]
