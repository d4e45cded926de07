/** Writes responses: straight to bytes for the two that make up nearly all of them, by layout for the rest. */
import { encodeInto, header, roomFor, text } from './encode.ts'
import { FieldError, type RecoverablePduError } from './errors.ts'
import { layouts } from './layouts.ts'
import type { Outbox } from './outbox.ts'
import { commandIds, HEADER_BYTES, isResponse, type Kind, kindOf, type Pdu, RESPONSE_BIT, responseKind } from './pdu.ts'
import type { Answer } from './settled.ts'
import { NO_TLVS } from './tlv.ts'

const RSYSERR = 0x08

/** The response to `kind`/`sequence`, in full. An answer that cannot be written becomes RSYSERR: an answer there must be. */
export const writeAnswer = (outbox: Outbox, kind: Kind, sequence: number, answer: Answer) => {
  try {
    if (kind === 'submit_sm' || kind === 'deliver_sm' || kind === 'data_sm') return writeMessageResp(outbox, kind, sequence, answer)
    writePdu(outbox, responsePdu(kind, sequence, answer))
  } catch (error) {
    if (!(error instanceof FieldError)) throw error
    writeHeader(outbox, responseKind(kind), RSYSERR, sequence)
  }
}

/** Refuses a whole request; alert_notification and outbind have no answer. spec: SMPP 3.4 §4.1.7, §4.12 */
export const writeRefusal = (outbox: Outbox, kind: Kind, sequence: number, status: number) => {
  if (responseKind(kind) !== 'generic_nack') writeAnswer(outbox, kind, sequence, status)
}

/** Answers a malformed request: in its own kind if that is known, else by generic_nack. spec: SMPP 3.4 §4.3 */
export const writeNack = (outbox: Outbox, { commandId, commandStatus, sequence }: RecoverablePduError) => {
  const kind = kindOf(commandId)
  if (kind === undefined || !isResponse(kind))
    writeHeader(outbox, kind === undefined ? 'generic_nack' : responseKind(kind), commandStatus, sequence)
}

export const writePdu = (outbox: Outbox, pdu: Pdu, sequence = pdu.sequence) => {
  outbox.reserve(roomFor(pdu))
  outbox.wrote(encodeInto(pdu, outbox.buffer, outbox.at, sequence))
}

export const writeHeader = (outbox: Outbox, kind: Kind, status: number, sequence: number) => {
  outbox.reserve(HEADER_BYTES)
  header(outbox.buffer, outbox.at, HEADER_BYTES, commandIds[kind], status, sequence)
  outbox.wrote(outbox.at + HEADER_BYTES)
}

const writeMessageResp = (outbox: Outbox, kind: 'submit_sm' | 'deliver_sm' | 'data_sm', sequence: number, answer: Answer) => {
  const plain = typeof answer === 'number'
  const status = plain ? answer : (answer.status ?? 0)
  if (!plain && answer.tlvs !== undefined && answer.tlvs.length > 0) return writePdu(outbox, responsePdu(kind, sequence, answer))
  // spec: SMPP 3.4 §4.4.2: no body beside an error
  if (status !== 0 && kind !== 'deliver_sm') return writeHeader(outbox, responseKind(kind), status, sequence)
  // spec: SMPP 3.4 §4.6.2: message_id is unused there, a single NUL
  const id = plain || kind === 'deliver_sm' ? '' : (answer.messageId ?? '')
  outbox.reserve(HEADER_BYTES + id.length + 1)
  const { at } = outbox
  const end = text('messageId', id, outbox.buffer, at + HEADER_BYTES)
  header(outbox.buffer, at, end - at, (commandIds[kind] | RESPONSE_BIT) >>> 0, status, sequence)
  outbox.wrote(end)
}

const responsePdu = (request: Kind, sequence: number, answer: Answer): Pdu => {
  const given: Record<string, unknown> = typeof answer === 'number' ? { status: answer } : { ...answer }
  const kind = responseKind(request)
  const pdu: Record<string, unknown> = { kind, status: given['status'] ?? 0, sequence, tlvs: given['tlvs'] ?? NO_TLVS }
  for (const { name, shape } of layouts[kind]) pdu[name] = given[name] ?? (shape === 'text' ? '' : shape === 'u8' ? 0 : [])
  return pdu as unknown as Pdu // the layout of a kind names exactly its fields
}
