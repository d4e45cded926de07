/** The fields of every PDU body in wire order, for decoder and encoder alike. The two message PDUs have faster code of their own. */
import type { Kind } from './pdu.ts'

/** uint8; C-octet text; octets with their length before them; or one of the two lists of submit_multi. */
export type Shape = 'u8' | 'text' | 'octets' | 'destinations' | 'unsuccessful'

export interface Field {
  name: string
  shape: Shape
  /** What to answer when the field is longer than its limit or has no end. */
  status: number
  /** Which of the limits applies; text only. */
  limit: keyof Limits
}

/** Octets a text may take, its NUL included. Longer is a recoverable error. */
export interface Limits {
  systemId: number
  password: number
  systemType: number
  addressRange: number
  serviceType: number
  address: number
  messageId: number
  time: number
}

// spec: SMPP 3.4 §4.1.1, §4.4.1, §4.7.1
export const specLimits: Limits = {
  systemId: 16,
  password: 9,
  systemType: 13,
  addressRange: 41,
  serviceType: 6,
  address: 65,
  messageId: 65,
  time: 17,
}

/** What peers send in practice: passwords beyond 8 characters, long names and ids. The default. */
export const lenientLimits: Limits = {
  systemId: 65,
  password: 65,
  systemType: 65,
  addressRange: 65,
  serviceType: 33,
  address: 65,
  messageId: 256,
  time: 33,
}

const RINVMSGLEN = 0x01
const RINVCMDLEN = 0x02
const u8 = (name: string): Field => ({ name, shape: 'u8', status: RINVCMDLEN, limit: 'address' })
const text = (name: string, limit: keyof Limits, status: number): Field => ({ name, shape: 'text', status, limit })
const octets = (name: string): Field => ({ name, shape: 'octets', status: RINVMSGLEN, limit: 'address' })

const systemId = text('systemId', 'systemId', 0x0f)
const password = text('password', 'password', 0x0e)
const serviceType = text('serviceType', 'serviceType', 0x15)
const messageId = text('messageId', 'messageId', 0x0c)
const schedule = text('scheduleDeliveryTime', 'time', 0x61)
const validity = text('validityPeriod', 'time', 0x62)
const source = [u8('sourceTon'), u8('sourceNpi'), text('source', 'address', 0x0a)]
const dest = [u8('destTon'), u8('destNpi'), text('dest', 'address', 0x0b)]
const messageTail = [
  ...[u8('esmClass'), u8('protocolId'), u8('priorityFlag'), schedule, validity, u8('registeredDelivery'), u8('replaceIfPresent')],
  ...[u8('dataCoding'), u8('defaultMessageId'), octets('shortMessage')],
]

const bind = [
  ...[systemId, password, text('systemType', 'systemType', 0x53), u8('interfaceVersion')],
  ...[u8('addrTon'), u8('addrNpi'), text('addressRange', 'addressRange', 0x0d)],
]
const message = [serviceType, ...source, ...dest, ...messageTail]
const destinations: Field = { name: 'destinations', shape: 'destinations', status: 0x33, limit: 'address' }
const unsuccessful: Field = { name: 'unsuccessful', shape: 'unsuccessful', status: RINVCMDLEN, limit: 'address' }
const none: Field[] = []

export const layouts: Record<Kind, readonly Field[]> = {
  bind_receiver: bind, // spec: SMPP 3.4 §4.1.3
  bind_receiver_resp: [systemId], // spec: SMPP 3.4 §4.1.4
  bind_transmitter: bind, // spec: SMPP 3.4 §4.1.1
  bind_transmitter_resp: [systemId], // spec: SMPP 3.4 §4.1.2
  bind_transceiver: bind, // spec: SMPP 3.4 §4.1.5
  bind_transceiver_resp: [systemId], // spec: SMPP 3.4 §4.1.6
  outbind: [systemId, password], // spec: SMPP 3.4 §4.1.7
  unbind: none, // spec: SMPP 3.4 §4.2.1
  unbind_resp: none, // spec: SMPP 3.4 §4.2.2
  generic_nack: none, // spec: SMPP 3.4 §4.3.1
  submit_sm: message, // spec: SMPP 3.4 §4.4.1
  submit_sm_resp: [messageId], // spec: SMPP 3.4 §4.4.2
  submit_multi: [serviceType, ...source, destinations, ...messageTail], // spec: SMPP 3.4 §4.5.1
  submit_multi_resp: [messageId, unsuccessful], // spec: SMPP 3.4 §4.5.2
  deliver_sm: message, // spec: SMPP 3.4 §4.6.1
  deliver_sm_resp: [messageId], // spec: SMPP 3.4 §4.6.2
  data_sm: [serviceType, ...source, ...dest, u8('esmClass'), u8('registeredDelivery'), u8('dataCoding')], // spec: SMPP 3.4 §4.7.1
  data_sm_resp: [messageId], // spec: SMPP 3.4 §4.7.2
  query_sm: [messageId, ...source], // spec: SMPP 3.4 §4.8.1
  query_sm_resp: [messageId, text('finalDate', 'time', RINVCMDLEN), u8('messageState'), u8('errorCode')], // spec: SMPP 3.4 §4.8.2
  cancel_sm: [serviceType, messageId, ...source, ...dest], // spec: SMPP 3.4 §4.9.1
  cancel_sm_resp: none, // spec: SMPP 3.4 §4.9.2
  replace_sm: [messageId, ...source, schedule, validity, u8('registeredDelivery'), u8('defaultMessageId'), octets('shortMessage')], // spec: SMPP 3.4 §4.10.1
  replace_sm_resp: none, // spec: SMPP 3.4 §4.10.2
  enquire_link: none, // spec: SMPP 3.4 §4.11.1
  enquire_link_resp: none, // spec: SMPP 3.4 §4.11.2
  alert_notification: [...source, u8('esmeTon'), u8('esmeNpi'), text('esme', 'address', 0x0b)], // spec: SMPP 3.4 §4.12.1
  broadcast_sm: [
    ...[serviceType, ...source, messageId, u8('priorityFlag'), schedule, validity],
    ...[u8('replaceIfPresent'), u8('dataCoding'), u8('defaultMessageId')],
  ], // spec: SMPP 5.0 §4.4.1
  broadcast_sm_resp: [messageId], // spec: SMPP 5.0 §4.4.1
  query_broadcast_sm: [messageId, ...source], // spec: SMPP 5.0 §4.6.1
  query_broadcast_sm_resp: [messageId], // spec: SMPP 5.0 §4.6.1
  cancel_broadcast_sm: [serviceType, messageId, ...source], // spec: SMPP 5.0 §4.6.2
  cancel_broadcast_sm_resp: none, // spec: SMPP 5.0 §4.6.2
}
