/** What a client is given: where to bind and as whom, when to come back, and whom to tell. */
import type { ConnectionOptions as TlsOptions } from 'node:tls'
import type { Clock } from './clock.ts'
import type { Change, ConnectionHooks, ConnectionOptions } from './connection-options.ts'
import type { AlertNotification, Bind, McRequest } from './pdu.ts'
import type { AnswerList } from './settled.ts'

export interface BindOptions extends Partial<Pick<Bind, 'systemType' | 'interfaceVersion' | 'addrTon' | 'addrNpi' | 'addressRange'>> {
  /** Default transceiver. */
  as?: 'transceiver' | 'transmitter' | 'receiver'
  systemId: string
  password: string
}

export interface ClientOptions extends ConnectionOptions {
  host: string
  /** Default 2775, or 3550 with TLS. */
  port?: number
  bind: BindOptions
  /** Given: TLS, with these options (`ca`, `servername`, and `cert` and `key` for mutual TLS). */
  tls?: TlsOptions
  localAddress?: string
  /** TCP, and TLS, must be up within this. Default 10,000. */
  connectMs?: number
  /** Wait before the first attempt to come back; doubles with each. Default 1,000. */
  reconnectMinMs?: number
  /** Longest such wait. Default 60,000. */
  reconnectMaxMs?: number
  clock?: Clock
  /** From 0 to 1. Default Math.random. */
  random?: () => number
}

export interface ClientChange extends Change {
  /** The carrier's answer, when it refused the bind. */
  status?: number
  /** The socket's own words. */
  detail?: string
  /** When closed: in how long the next attempt begins. */
  retryInMs?: number
}

export interface ClientHooks {
  /** deliver_sm and data_sm, receipts among them, in the order of arrival. Each is acknowledged when `answer` says so, not before. */
  onDeliver(pdus: McRequest[], answer: AnswerList): void
  onAlert?(alert: AlertNotification): void
  onState?(change: ClientChange): void
  /** `room()` is above 0 again. */
  onRoom?(): void
  /** For the log: the peer sent something malformed. It has been answered. */
  onBadPdu?: ConnectionHooks['onBadPdu']
}
