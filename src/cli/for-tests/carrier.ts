import { createRequire } from 'node:module'
import type { AddressInfo, Server } from 'node:net'

/** A carrier that is a program nobody here wrote: npm smpp. */

export type Carrier = { port: number; close(): void }

type Pdu = {
  sequence_number: number
  short_message: { message: string }
  destination_addr: string
  source_addr: string
  response(of?: object): object
}
type Session = { on(what: string, then: (pdu: Pdu) => void): void; send(pdu: object): void; deliver_sm(of: object): void }
type Npm = { createServer(then: (session: Session) => void): Server }
const npm = createRequire(import.meta.url)('smpp') as Npm // the package has no types

/** Takes everything, and reports it delivered; what begins with "no" it reports undelivered. */
export async function openCarrier(): Promise<Carrier> {
  const listening = npm.createServer((session) => {
    session.on('error', () => {})
    for (const asked of ['bind_transceiver', 'enquire_link', 'unbind']) session.on(asked, (pdu) => session.send(pdu.response()))
    session.on('submit_sm', (pdu) => {
      const id = `m${pdu.sequence_number}`
      const isNo = pdu.short_message.message.startsWith('no')
      session.send(pdu.response({ message_id: id }))
      const end = isNo ? 'stat:UNDELIV err:001' : 'stat:DELIVRD err:000'
      const text = `id:${id} sub:001 dlvrd:00${isNo ? 0 : 1} submit date:2601010000 done date:2601010000 ${end} text:`
      session.deliver_sm({ esm_class: 4, source_addr: pdu.destination_addr, destination_addr: pdu.source_addr, short_message: text })
    })
  })
  await new Promise<void>((resolve) => listening.listen(0, '127.0.0.1', () => resolve()))
  const { port } = listening.address() as AddressInfo // `as`: it listens on TCP
  return { port, close: () => void listening.close() }
}
