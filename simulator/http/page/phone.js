/** The page where you are the customer: takes a phone, texts the business, shows what comes back. */
import { follow, lookAt, say, takeAgain, takePhone } from './api.js'
import { counted, tries } from './composer.js'
import { openSheetFrom } from './sheet.js'
import { keepAtEnd, showThread } from './thread.js'

const REMEMBERED = 'tandem.phone'
const byId = (id) => document.getElementById(id)
const asked = new URLSearchParams(location.search)

/** `line` is the business's number one is looking at; `news` the others where something arrived. */
const now = { phone: null, bubbles: [], line: null, news: new Set(), unfollow: () => {} }

async function hold(number) {
  const phone = (number && (await lookAt(number).catch(() => again(number)))) || (await lookAt((await takePhone()).number))
  now.unfollow()
  Object.assign(now, { phone, bubbles: phone.bubbles, news: new Set(), line: now.line ?? asked.get('to') ?? phone.lines[0].number })
  if (!phone.lines.some((line) => line.number === now.line)) now.line = phone.lines[0].number
  remember(phone.number)
  let lost = false
  const linked = (up) => {
    byId('lost').hidden = up
    if (up && lost) void hold(phone.number)
    lost = !up
  }
  now.unfollow = follow(phone.number, { bubble: heard, linked })
  show()
}

/** The world was started anew, and nobody has that phone: it is ours again, so that the conversation goes on. Null: it cannot be. */
const again = (number) =>
  takeAgain(number)
    .then((taken) => lookAt(taken.number))
    .catch(() => null)

function heard(bubble) {
  const at = now.bubbles.findIndex(({ id }) => id === bubble.id)
  if (at >= 0) now.bubbles[at] = bubble
  else now.bubbles.push(bubble)
  if (at < 0 && bubble.direction === 'in') {
    byId('announce').textContent = `${now.phone.business}: ${bubble.text}`
    if (bubble.with !== now.line) now.news.add(bubble.with)
  }
  show(at < 0 ? bubble.id : undefined)
}

function show(arrived) {
  const { phone, line } = now
  const mine = now.bubbles.filter((bubble) => bubble.with === line)
  byId('business').textContent = phone.business
  byId('your-number').textContent = phone.shown
  byId('empty').hidden = mine.length > 0
  showThread(byId('bubbles'), mine, arrived)
  showLines()
  showFacts()
  document.title = `${phone.shown} · the customer’s phone`
}

function showLines() {
  const labels = now.phone.lines.map(({ number, label, shown }) => {
    const input = Object.assign(document.createElement('input'), {
      type: 'radio',
      name: 'line',
      value: number,
      checked: number === now.line,
    })
    const item = document.createElement('label')
    item.title = shown
    item.className = now.news.has(number) ? 'news' : ''
    item.append(input, label)
    if (now.news.has(number))
      item.append(Object.assign(document.createElement('span'), { className: 'unseen', textContent: ', new message' }))
    return item
  })
  const focused = byId('lines').contains(document.activeElement)
  byId('lines').replaceChildren(...labels)
  if (focused) byId('lines').querySelector(':checked').focus()
}

function showFacts() {
  const line = now.phone.lines.find(({ number }) => number === now.line)
  const facts = [
    ['Your number', now.phone.shown],
    ['You text', `${line.shown}, ${line.label.toLowerCase()}`],
    ['Carried by', line.carrier],
  ]
  byId('facts').replaceChildren(
    ...facts.flatMap(([term, text]) => [
      Object.assign(document.createElement('dt'), { textContent: term }),
      Object.assign(document.createElement('dd'), { textContent: text }),
    ]),
  )
}

byId('lines').addEventListener('change', (event) => {
  now.line = event.target.value
  now.news.delete(now.line)
  show()
  byId('thread').scrollTop = byId('thread').scrollHeight
})

const box = byId('text')

function typed() {
  byId('send').disabled = box.value === ''
  byId('trouble').textContent = ''
  byId('count').replaceChildren(
    ...counted(box.value).map(({ strong, plain }) =>
      strong ? Object.assign(document.createElement('b'), { textContent: strong }) : plain,
    ),
  )
}

async function send() {
  const text = box.value
  if (text === '') return
  box.value = ''
  typed()
  try {
    await say(now.phone.number, now.line, text)
  } catch (error) {
    if (box.value === '') box.value = text
    typed()
    byId('trouble').textContent = error.message
  }
}

box.addEventListener('input', typed)
box.addEventListener('keydown', (event) => {
  const plain = event.key === 'Enter' && !event.shiftKey && !event.isComposing
  if (!plain || matchMedia('(pointer: coarse)').matches) return
  event.preventDefault()
  void send()
})
byId('composer').addEventListener('submit', (event) => {
  event.preventDefault()
  void send()
  box.focus()
})

byId('tries').append(
  ...tries.map(({ label, text }) => {
    const button = Object.assign(document.createElement('button'), { type: 'button', textContent: label })
    button.addEventListener('click', () => {
      box.value = text
      typed()
      box.focus()
    })
    return button
  }),
)

openSheetFrom(byId('open-sheet'), { held: () => now.phone.number, choose })

function choose(number) {
  void hold(number).then(() => box.focus())
}

/** An inbox that frames us may forbid storage; then the phone is new each time. */
function remember(number) {
  try {
    localStorage.setItem(REMEMBERED, number)
  } catch {
    console.info('This phone is not remembered: the browser allows no storage here.')
  }
}

function remembered() {
  try {
    return localStorage.getItem(REMEMBERED)
  } catch {
    return null
  }
}

function tick() {
  byId('clock').textContent = new Intl.DateTimeFormat('en-US', { hour: 'numeric', minute: '2-digit' })
    .format(Date.now())
    .replace(/ [AP]M/, '')
  setTimeout(tick, 60_000 - (Date.now() % 60_000))
}

if (asked.has('theme')) document.documentElement.dataset.theme = asked.get('theme')
keepAtEnd(byId('thread'))
tick()
void hold(asked.get('number') ?? remembered())
