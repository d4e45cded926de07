/** The sheet where one takes another phone: a new one, one of one's own, or somebody else's. */
import { allPhones } from './api.js'

const byId = (id) => document.getElementById(id)

/** `held()` is the number in one's hand; `choose(number)` takes another, null a new one. */
export function openSheetFrom(button, { held, choose }) {
  const chosen = (number) => {
    byId('sheet').close()
    choose(number)
  }
  button.addEventListener('click', async () => {
    const { yours, others } = await allPhones()
    byId('choices').replaceChildren(...group('Yours', yours, held(), chosen), ...group('Other people’s', others, held(), chosen))
    byId('sheet').showModal()
  })
  byId('fresh').addEventListener('click', () => chosen(null))
}

function group(title, phones, held, chosen) {
  if (phones.length === 0) return []
  const head = Object.assign(document.createElement('h3'), { textContent: title })
  return [head, ...phones.map((phone) => choice(phone, held, chosen))]
}

function choice({ number, shown, name }, held, chosen) {
  const button = Object.assign(document.createElement('button'), { type: 'button', className: 'choice' })
  button.setAttribute('aria-current', String(number === held))
  const said = name ? [name, shown] : [shown, number === held ? 'this one' : '']
  button.append(...said.map((textContent) => Object.assign(document.createElement('span'), { textContent })))
  button.addEventListener('click', () => chosen(number))
  return button
}
