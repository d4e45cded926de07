/** Bubbles on the screen: made once, then changed in place, so that nothing jumps while one reads. */

const QUIET_MS = 15 * 60_000
const time = new Intl.DateTimeFormat(undefined, { hour: 'numeric', minute: '2-digit' })
const day = new Intl.DateTimeFormat(undefined, { weekday: 'long', hour: 'numeric', minute: '2-digit' })

const states = { sending: 'Sending…', delivered: 'Delivered', refused: 'Not delivered' }

/** Whoever reads the newest keeps seeing it, also when the window or the composer changes its size. */
let atEnd = true

export function keepAtEnd(thread) {
  thread.addEventListener('scroll', () => {
    atEnd = thread.scrollHeight - thread.scrollTop - thread.clientHeight < 80
  })
  new ResizeObserver(() => {
    if (atEnd) thread.scrollTop = thread.scrollHeight
  }).observe(thread)
}

export function showThread(list, bubbles, arrived) {
  const thread = list.parentElement
  list.replaceChildren(...bubbles.flatMap((bubble, at) => rows(bubble, bubbles[at - 1], bubbles[at + 1], bubble.id === arrived)))
  if (atEnd || bubbles.at(-1)?.direction === 'out') thread.scrollTop = thread.scrollHeight
}

function rows(bubble, before, after, isNew) {
  const made = []
  if (!before || bubble.at - before.at > QUIET_MS)
    made.push(row('when', (Date.now() - bubble.at > 43_200_000 ? day : time).format(bubble.at)))
  const last = after?.direction !== bubble.direction || after.at - bubble.at > QUIET_MS
  const item = row(
    `bubble ${bubble.direction}${last ? ' last' : ''}${isNew ? ' new' : ''}${onlyEmoji(bubble.text) ? ' big' : ''}`,
    bubble.text,
  )
  item.prepend(unseen(`${bubble.direction === 'out' ? 'You' : 'They'}, ${time.format(bubble.at)}: `))
  made.push(item)
  const note = noteOf(bubble, last)
  if (note) made.push(row(`note ${bubble.state}${bubble.direction === 'in' ? ' theirs' : ''}`, note))
  return made
}

function noteOf({ direction, state, segments }, last) {
  const words = []
  if (direction === 'out' && (last || state !== 'delivered')) words.push(states[state])
  if (segments > 1 && (last || direction === 'out')) words.push(`${segments} segments`)
  return words.join(' · ')
}

function row(name, text) {
  const item = document.createElement('li')
  item.className = name
  item.textContent = text
  return item
}

function unseen(text) {
  const span = document.createElement('span')
  span.className = 'unseen'
  span.textContent = text
  return span
}

/** One to three of them, and nothing else. */
const onlyEmoji = (text) => /^(\p{RGI_Emoji}\s?){1,3}$/v.test(text)
