/** Every command_status: its name, what it means in plain words, and whether trying again can help. */

/** never: the message itself is wrong. later: the same link may take it in a while. elsewhere: another route may. */
export type Retry = 'never' | 'later' | 'elsewhere'

export interface Status {
  code: number
  name: string
  meaning: string
  retry: Retry
}

// spec: SMPP 3.4 §5.1.3, SMPP 5.0 §4.7.6
const rows: readonly (readonly [code: number, name: string, meaning: string, retry: Retry])[] = [
  [0x00, 'ROK', 'No error.', 'never'],
  [0x01, 'RINVMSGLEN', 'The message length is invalid.', 'never'],
  [0x02, 'RINVCMDLEN', 'The command length is invalid.', 'never'],
  [0x03, 'RINVCMDID', 'The command is not known to the carrier.', 'elsewhere'],
  [0x04, 'RINVBNDSTS', 'The session is not bound in a way that allows this.', 'elsewhere'],
  [0x05, 'RALYBND', 'The session is bound already.', 'elsewhere'],
  [0x06, 'RINVPRTFLG', 'The priority is invalid.', 'never'],
  [0x07, 'RINVREGDLVFLG', 'The kind of receipt asked for is invalid.', 'never'],
  [0x08, 'RSYSERR', 'The carrier has an internal error.', 'later'],
  [0x0a, 'RINVSRCADR', 'The carrier does not accept the sender.', 'elsewhere'],
  [0x0b, 'RINVDSTADR', 'The carrier does not accept the recipient.', 'elsewhere'],
  [0x0c, 'RINVMSGID', 'The message id is not known.', 'never'],
  [0x0d, 'RBINDFAIL', 'The carrier refused the bind.', 'elsewhere'],
  [0x0e, 'RINVPASWD', 'The carrier does not accept the password.', 'elsewhere'],
  [0x0f, 'RINVSYSID', 'The carrier does not accept the system id.', 'elsewhere'],
  [0x11, 'RCANCELFAIL', 'The message could not be cancelled.', 'never'],
  [0x13, 'RREPLACEFAIL', 'The message could not be replaced.', 'never'],
  [0x14, 'RMSGQFUL', 'The carrier has too many messages waiting.', 'later'],
  [0x15, 'RINVSERTYP', 'The service type is invalid.', 'never'],
  [0x33, 'RINVNUMDESTS', 'The number of destinations is invalid.', 'never'],
  [0x34, 'RINVDLNAME', 'The distribution list is not known.', 'never'],
  [0x40, 'RINVDESTFLAG', 'A destination is of no known kind.', 'never'],
  [0x42, 'RINVSUBREP', 'Submit with replace is not possible.', 'never'],
  [0x43, 'RINVESMCLASS', 'The esm_class is invalid.', 'never'],
  [0x44, 'RCNTSUBDL', 'The carrier cannot send to a distribution list.', 'never'],
  [0x45, 'RSUBMITFAIL', 'The carrier could not take the message.', 'later'],
  [0x48, 'RINVSRCTON', 'The type of the sender address is invalid.', 'never'],
  [0x49, 'RINVSRCNPI', 'The numbering plan of the sender address is invalid.', 'never'],
  [0x50, 'RINVDSTTON', 'The type of the recipient address is invalid.', 'never'],
  [0x51, 'RINVDSTNPI', 'The numbering plan of the recipient address is invalid.', 'never'],
  [0x53, 'RINVSYSTYP', 'The system type is invalid.', 'elsewhere'],
  [0x54, 'RINVREPFLAG', 'The replace_if_present flag is invalid.', 'never'],
  [0x55, 'RINVNUMMSGS', 'The number of messages is invalid.', 'never'],
  [0x58, 'RTHROTTLED', 'The carrier asks us to send more slowly.', 'later'],
  [0x61, 'RINVSCHED', 'The scheduled time is invalid.', 'never'],
  [0x62, 'RINVEXPIRY', 'The validity period is invalid.', 'never'],
  [0x63, 'RINVDFTMSGID', 'The predefined message is not known.', 'never'],
  [0x64, 'RX_T_APPN', 'The receiver cannot take it for the moment.', 'later'],
  [0x65, 'RX_P_APPN', 'The receiver will not take it.', 'elsewhere'],
  [0x66, 'RX_R_APPN', 'The receiver rejected it.', 'elsewhere'],
  [0x67, 'RQUERYFAIL', 'The query failed.', 'later'],
  [0xc0, 'RINVTLVSTREAM', 'The optional parameters are malformed.', 'never'],
  [0xc1, 'RTLVNOTALLWD', 'An optional parameter is not allowed here.', 'never'],
  [0xc2, 'RINVTLVLEN', 'An optional parameter has an invalid length.', 'never'],
  [0xc3, 'RMISSINGTLV', 'An optional parameter that is expected is missing.', 'never'],
  [0xc4, 'RINVTLVVAL', 'An optional parameter has an invalid value.', 'never'],
  [0xfe, 'RDELIVERYFAILURE', 'The message could not be delivered.', 'later'],
  [0xff, 'RUNKNOWNERR', 'The carrier gives no reason.', 'later'],
  [0x100, 'RSERTYPUNAUTH', 'We may not use this service type.', 'elsewhere'],
  [0x101, 'RPROHIBITED', 'The carrier does not allow us to do this.', 'elsewhere'],
  [0x102, 'RSERTYPUNAVAIL', 'The service type is not available.', 'later'],
  [0x103, 'RSERTYPDENIED', 'The service type is denied.', 'elsewhere'],
  [0x104, 'RINVDCS', 'The data coding is invalid.', 'elsewhere'],
  [0x105, 'RINVSRCADDRSUBUNIT', 'The sender subunit is invalid.', 'never'],
  [0x106, 'RINVDSTADDRSUBUNIT', 'The recipient subunit is invalid.', 'never'],
  [0x107, 'RINVBCASTFREQINT', 'The broadcast frequency is invalid.', 'never'],
  [0x108, 'RINVBCASTALIAS_NAME', 'The broadcast alias is invalid.', 'never'],
  [0x109, 'RINVBCASTAREAFMT', 'The broadcast area format is invalid.', 'never'],
  [0x10a, 'RINVNUMBCAST_AREAS', 'The number of broadcast areas is invalid.', 'never'],
  [0x10b, 'RINVBCASTCNTTYPE', 'The broadcast content type is invalid.', 'never'],
  [0x10c, 'RINVBCASTMSGCLASS', 'The broadcast message class is invalid.', 'never'],
  [0x10d, 'RBCASTFAIL', 'The broadcast failed.', 'later'],
  [0x10e, 'RBCASTQUERYFAIL', 'The broadcast query failed.', 'later'],
  [0x10f, 'RBCASTCANCELFAIL', 'The broadcast could not be cancelled.', 'never'],
  [0x110, 'RINVBCAST_REP', 'The number of broadcast repeats is invalid.', 'never'],
  [0x111, 'RINVBCASTSRVGRP', 'The broadcast group is invalid.', 'never'],
  [0x112, 'RINVBCASTCHANIND', 'The broadcast channel is invalid.', 'never'],
]

const byCode = new Map<number, Status>(rows.map(([code, name, meaning, retry]) => [code, { code, name, meaning, retry }]))

/** What a status means. Codes beyond the tables, vendors' own among them, say so and may be tried elsewhere. */
export const statusOf = (code: number): Status =>
  byCode.get(code) ?? {
    code,
    name: `0x${code.toString(16).padStart(8, '0')}`,
    meaning: code >= 0x400 && code <= 0x4ff ? "The carrier's own error code." : 'An error code outside the specification.',
    retry: 'elsewhere',
  }

/** The codes this code itself answers with or acts upon. */
export const status = {
  ok: 0x00,
  invalidMessageLength: 0x01,
  invalidCommandLength: 0x02,
  invalidCommandId: 0x03,
  invalidBindState: 0x04,
  alreadyBound: 0x05,
  systemError: 0x08,
  invalidSource: 0x0a,
  invalidDestination: 0x0b,
  invalidMessageId: 0x0c,
  bindFailed: 0x0d,
  invalidPassword: 0x0e,
  invalidSystemId: 0x0f,
  queueFull: 0x14,
  submitFailed: 0x45,
  throttled: 0x58,
  receiverTemporary: 0x64,
  receiverPermanent: 0x65,
  receiverRejected: 0x66,
  unknown: 0xff,
} as const

/** Statuses by which a carrier says "slower": the session pauses, the message goes again. */
export const isThrottling = (code: number): boolean => code === status.throttled || code === status.queueFull
