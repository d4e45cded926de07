/** The PDUs of SMPP 3.4 and 5.0 as plain values: field for field what is on the wire, nothing interpreted. */
import type { Tlv } from './tlv.ts'

// spec: SMPP 3.4 §5.1.2.1, SMPP 5.0 §4.7.5
export const commandIds = {
  generic_nack: 0x80000000,
  bind_receiver: 0x00000001,
  bind_receiver_resp: 0x80000001,
  bind_transmitter: 0x00000002,
  bind_transmitter_resp: 0x80000002,
  query_sm: 0x00000003,
  query_sm_resp: 0x80000003,
  submit_sm: 0x00000004,
  submit_sm_resp: 0x80000004,
  deliver_sm: 0x00000005,
  deliver_sm_resp: 0x80000005,
  unbind: 0x00000006,
  unbind_resp: 0x80000006,
  replace_sm: 0x00000007,
  replace_sm_resp: 0x80000007,
  cancel_sm: 0x00000008,
  cancel_sm_resp: 0x80000008,
  bind_transceiver: 0x00000009,
  bind_transceiver_resp: 0x80000009,
  outbind: 0x0000000b,
  enquire_link: 0x00000015,
  enquire_link_resp: 0x80000015,
  submit_multi: 0x00000021,
  submit_multi_resp: 0x80000021,
  alert_notification: 0x00000102,
  data_sm: 0x00000103,
  data_sm_resp: 0x80000103,
  broadcast_sm: 0x00000111,
  broadcast_sm_resp: 0x80000111,
  query_broadcast_sm: 0x00000112,
  query_broadcast_sm_resp: 0x80000112,
  cancel_broadcast_sm: 0x00000113,
  cancel_broadcast_sm_resp: 0x80000113,
} as const

export type Kind = keyof typeof commandIds

const kinds = new Map<number, Kind>(Object.entries(commandIds).map(([kind, id]) => [id, kind as Kind])) // the keys are the kinds
export const kindOf = (commandId: number): Kind | undefined => kinds.get(commandId)

export const HEADER_BYTES = 16 // spec: SMPP 3.4 §3.2
export const RESPONSE_BIT = 0x80000000 // spec: SMPP 3.4 §5.1.2
export const MAX_SEQUENCE = 0x7fffffff // spec: SMPP 3.4 §5.1.4

export interface Header {
  /** command_status; 0 in every request. */
  status: number
  /** Requests: the session writes its own number here. Responses: the number of the request. */
  sequence: number
}
interface Source {
  sourceTon: number
  sourceNpi: number
  source: string
}
interface Dest {
  destTon: number
  destNpi: number
  dest: string
}
interface WithTlvs {
  tlvs: readonly Tlv[]
}

export interface Bind extends Header, WithTlvs {
  kind: 'bind_receiver' | 'bind_transmitter' | 'bind_transceiver'
  systemId: string
  password: string
  systemType: string
  interfaceVersion: number
  addrTon: number
  addrNpi: number
  addressRange: string
}
export interface BindResp extends Header, WithTlvs {
  kind: 'bind_receiver_resp' | 'bind_transmitter_resp' | 'bind_transceiver_resp'
  systemId: string
}
export interface Outbind extends Header, WithTlvs {
  kind: 'outbind'
  systemId: string
  password: string
}

interface Message extends Header, Source, WithTlvs {
  serviceType: string
  esmClass: number
  protocolId: number
  priorityFlag: number
  scheduleDeliveryTime: string
  validityPeriod: string
  registeredDelivery: number
  replaceIfPresent: number
  dataCoding: number
  defaultMessageId: number
  /** At most 255 octets. When decoded: a view into the bytes received; copy it if you keep it for long. */
  shortMessage: Uint8Array
}
export interface SubmitSm extends Message, Dest {
  kind: 'submit_sm'
}
export interface DeliverSm extends Message, Dest {
  kind: 'deliver_sm'
}
export type Destination = { kind: 'address'; ton: number; npi: number; address: string } | { kind: 'list'; name: string }
export interface SubmitMulti extends Message {
  kind: 'submit_multi'
  destinations: readonly Destination[]
}
export interface DataSm extends Header, Source, Dest, WithTlvs {
  kind: 'data_sm'
  serviceType: string
  esmClass: number
  registeredDelivery: number
  dataCoding: number
}

export interface MessageResp extends Header, WithTlvs {
  kind: 'submit_sm_resp' | 'deliver_sm_resp' | 'data_sm_resp' | 'broadcast_sm_resp'
  messageId: string
}
export interface Unsuccessful {
  ton: number
  npi: number
  address: string
  status: number
}
export interface SubmitMultiResp extends Header, WithTlvs {
  kind: 'submit_multi_resp'
  messageId: string
  unsuccessful: readonly Unsuccessful[]
}

export interface QuerySm extends Header, Source, WithTlvs {
  kind: 'query_sm' | 'query_broadcast_sm'
  messageId: string
}
export interface QuerySmResp extends Header, WithTlvs {
  kind: 'query_sm_resp'
  messageId: string
  finalDate: string
  messageState: number
  errorCode: number
}
export interface QueryBroadcastSmResp extends Header, WithTlvs {
  kind: 'query_broadcast_sm_resp'
  messageId: string
}
export interface CancelSm extends Header, Source, Dest, WithTlvs {
  kind: 'cancel_sm'
  serviceType: string
  messageId: string
}
export interface ReplaceSm extends Header, Source, WithTlvs {
  kind: 'replace_sm'
  messageId: string
  scheduleDeliveryTime: string
  validityPeriod: string
  registeredDelivery: number
  defaultMessageId: number
  shortMessage: Uint8Array
}
export interface BroadcastSm extends Header, Source, WithTlvs {
  kind: 'broadcast_sm'
  serviceType: string
  messageId: string
  priorityFlag: number
  scheduleDeliveryTime: string
  validityPeriod: string
  replaceIfPresent: number
  dataCoding: number
  defaultMessageId: number
}
export interface CancelBroadcastSm extends Header, Source, WithTlvs {
  kind: 'cancel_broadcast_sm'
  serviceType: string
  messageId: string
}
export interface AlertNotification extends Header, Source, WithTlvs {
  kind: 'alert_notification'
  esmeTon: number
  esmeNpi: number
  esme: string
}
/** PDUs that are a header and, rarely, TLVs (5.0 allows congestion_state on any response). */
export interface Bare extends Header, WithTlvs {
  kind:
    | 'enquire_link'
    | 'enquire_link_resp'
    | 'unbind'
    | 'unbind_resp'
    | 'generic_nack'
    | 'cancel_sm_resp'
    | 'replace_sm_resp'
    | 'cancel_broadcast_sm_resp'
}

export type Pdu =
  | Bind
  | BindResp
  | Outbind
  | SubmitSm
  | DeliverSm
  | SubmitMulti
  | DataSm
  | MessageResp
  | SubmitMultiResp
  | QuerySm
  | QuerySmResp
  | QueryBroadcastSmResp
  | CancelSm
  | ReplaceSm
  | BroadcastSm
  | CancelBroadcastSm
  | AlertNotification
  | Bare

/** Requests an ESME makes about messages; each is answered by a response of its own kind. */
export type EsmeRequest = SubmitSm | DataSm | SubmitMulti | QuerySm | CancelSm | ReplaceSm | BroadcastSm | CancelBroadcastSm
/** Requests a message centre makes about messages. */
export type McRequest = DeliverSm | DataSm
export type Request = EsmeRequest | McRequest
export type Response = MessageResp | SubmitMultiResp | QuerySmResp | QueryBroadcastSmResp | BindResp | Bare

export const isResponse = (kind: Kind): boolean => commandIds[kind] >= RESPONSE_BIT

/** The kind that answers `kind`, or generic_nack for what has no answer of its own (outbind, alert_notification, responses). */
export const responseKind = (kind: Kind): Kind => kindOf((commandIds[kind] | RESPONSE_BIT) >>> 0) ?? 'generic_nack'
