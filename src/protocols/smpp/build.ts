/** PDUs from the few fields that matter; the rest is what the specification calls default. */
import type {
  AlertNotification,
  Bare,
  Bind,
  BindResp,
  CancelSm,
  DataSm,
  DeliverSm,
  MessageResp,
  QuerySm,
  ReplaceSm,
  SubmitMulti,
  SubmitSm,
} from './pdu.ts'
import { NO_TLVS } from './tlv.ts'

const EMPTY = Buffer.alloc(0)

/** What one may leave out. `sequence` is always the session's to set. */
type Fields<P> = Partial<Omit<P, 'kind'>>

const body = <P extends { shortMessage: Uint8Array }>(fields: Fields<P>) => fields as Partial<SubmitSm> // the shared fields are the same in all of them

const message = (fields: Partial<Omit<SubmitSm, 'kind'>>) => ({
  status: fields.status ?? 0,
  sequence: fields.sequence ?? 0,
  serviceType: fields.serviceType ?? '',
  sourceTon: fields.sourceTon ?? 0,
  sourceNpi: fields.sourceNpi ?? 0,
  source: fields.source ?? '',
  destTon: fields.destTon ?? 0,
  destNpi: fields.destNpi ?? 0,
  dest: fields.dest ?? '',
  esmClass: fields.esmClass ?? 0,
  protocolId: fields.protocolId ?? 0,
  priorityFlag: fields.priorityFlag ?? 0,
  scheduleDeliveryTime: fields.scheduleDeliveryTime ?? '',
  validityPeriod: fields.validityPeriod ?? '',
  registeredDelivery: fields.registeredDelivery ?? 0,
  replaceIfPresent: fields.replaceIfPresent ?? 0,
  dataCoding: fields.dataCoding ?? 0,
  defaultMessageId: fields.defaultMessageId ?? 0,
  shortMessage: fields.shortMessage ?? EMPTY,
  tlvs: fields.tlvs ?? NO_TLVS,
})

export const submitSm = (fields: Fields<SubmitSm>): SubmitSm => ({ kind: 'submit_sm', ...message(fields) })
export const deliverSm = (fields: Fields<DeliverSm>): DeliverSm => ({ kind: 'deliver_sm', ...message(fields) })

export const submitMulti = (fields: Fields<SubmitMulti>): SubmitMulti => {
  const { destTon: _ton, destNpi: _npi, dest: _dest, ...rest } = message(body<SubmitMulti>(fields))
  return { kind: 'submit_multi', ...rest, destinations: fields.destinations ?? [] }
}

export const dataSm = (fields: Fields<DataSm>): DataSm => ({ kind: 'data_sm', ...head, ...source, ...dest, ...dataDefaults, ...fields })
export const querySm = (fields: Fields<QuerySm>): QuerySm => ({ kind: 'query_sm', ...head, messageId: '', ...source, ...fields })
export const cancelSm = (fields: Fields<CancelSm>): CancelSm => ({
  ...{ kind: 'cancel_sm', ...head, serviceType: '', messageId: '', ...source, ...dest },
  ...fields,
})
export const replaceSm = (fields: Fields<ReplaceSm>): ReplaceSm => ({
  ...{ kind: 'replace_sm', ...head, messageId: '', ...source, scheduleDeliveryTime: '', validityPeriod: '' },
  ...{ registeredDelivery: 0, defaultMessageId: 0, shortMessage: EMPTY },
  ...fields,
})
export const alertNotification = (fields: Fields<AlertNotification>): AlertNotification => ({
  ...{ kind: 'alert_notification', ...head, ...source, esmeTon: 0, esmeNpi: 0, esme: '' },
  ...fields,
})

export const bind = (kind: Bind['kind'], fields: Fields<Bind>): Bind => ({
  ...{ kind, ...head, systemId: '', password: '', systemType: '', interfaceVersion: 0x34, addrTon: 0, addrNpi: 0, addressRange: '' },
  ...fields,
})
export const bindResp = (to: Bind, fields: Fields<BindResp>): BindResp => ({
  ...{ kind: `${to.kind}_resp` as const, ...head, sequence: to.sequence, systemId: '' },
  ...fields,
})
export const messageResp = (kind: MessageResp['kind'], fields: Fields<MessageResp>): MessageResp => ({
  kind,
  ...head,
  messageId: '',
  ...fields,
})
export const bare = (kind: Bare['kind'], sequence = 0, status = 0): Bare => ({ kind, status, sequence, tlvs: NO_TLVS })

const head = { status: 0, sequence: 0, tlvs: NO_TLVS }
const source = { sourceTon: 0, sourceNpi: 0, source: '' }
const dest = { destTon: 0, destNpi: 0, dest: '' }
const dataDefaults = { serviceType: '', esmClass: 0, registeredDelivery: 0, dataCoding: 0 }
