import { happeningOf, join } from '#src/channels/smpp/decode.ts'
import { settings } from '#src/channels/smpp/settings.ts'
import type { Happening } from '#src/message/happening.ts'
import type { DataSm, DeliverSm } from '#src/protocols/smpp/pdu.ts'

/** What our channel makes of what a carrier delivers, and whether a database could write it down: what it cannot is brought again for ever. */

export type Contrary = { what: string; how: string }

const links = [
  settings.parse({ host: 'h', systemId: 's', password: '' }),
  settings.parse({
    host: 'h',
    systemId: 's',
    password: '',
    sniffUcs2: true,
    receiptUnmarked: true,
    idMode: 'auto',
    defaultAlphabet: 'latin1',
  }),
]
const now = new Date(0)

export function readAsChannel(pdu: DeliverSm | DataSm): Contrary[] {
  return links.flatMap((link) => {
    try {
      const happening = happeningOf(pdu, link, now)
      if (happening.kind === 'fragment') join([happening.piece, null])
      return unwritable(happening).map((what) => ({ what, how: JSON.stringify(happening).slice(0, 500) }))
    } catch (error) {
      return [{ what: `the channel throws: ${String(error)}`, how: error instanceof Error ? (error.stack ?? '') : '' }]
    }
  })
}

/** spec of the columns: migrations/0001 */
const MOST_SEGMENTS = 255
const MOST_INT = 2 ** 31 - 1

function unwritable(it: Happening): string[] {
  const found: string[] = []
  const text = (name: string, value: string) => value.includes('\0') && found.push(`a NUL in ${name}`)
  if ('from' in it) text('from', it.from)
  if ('to' in it && typeof it.to === 'string') text('to', it.to)
  if (Number.isNaN(it.at.getTime())) found.push('no time')
  if (it.kind === 'fragment' && (it.total > MOST_SEGMENTS || it.seq > it.total || it.seq < 1)) found.push('a fragment of too many')
  if (it.kind === 'receipt') {
    for (const id of it.ids) text('an id', id)
    if ((it.reference ?? 0) > MOST_INT) found.push('a reference beyond an int')
  }
  return found
}
