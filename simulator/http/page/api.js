/** What the page asks of the world. Paths are relative, so that it also works behind a prefix. */

async function ask(method, path, body) {
  const init = body === undefined ? { method } : { method, body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }
  const answer = await fetch(path, init)
  const said = await answer.json().catch(() => ({}))
  if (!answer.ok) throw Object.assign(new Error(said.error ?? `The simulator answered ${answer.status}.`), { status: answer.status })
  return said
}

export const allPhones = () => ask('GET', 'phones')
export const takePhone = () => ask('POST', 'phones', { areaCode: '206' })
export const takeAgain = (number) => ask('POST', 'phones', { number })
export const lookAt = (number) => ask('GET', `phones/${encodeURIComponent(number)}`)
export const say = (number, to, text) => ask('POST', `phones/${encodeURIComponent(number)}/send`, { to, text })

/** Tells of every bubble until closed; `linked(false)` while the connection is lost, `linked(true)` when it is back. */
export function follow(number, { bubble, linked }) {
  const source = new EventSource(`phones/${encodeURIComponent(number)}/live`)
  source.addEventListener('bubble', (event) => bubble(JSON.parse(event.data)))
  source.addEventListener('open', () => linked(true))
  source.addEventListener('error', () => linked(false))
  return () => source.close()
}
