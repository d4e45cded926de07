/** The only two errors a decoder throws: bytes one can answer with an error, and bytes after which the stream is lost. */

/** The frame is whole, its content is not acceptable. Answer with `commandStatus` (generic_nack if `commandId` is unknown) and read on. */
export class RecoverablePduError extends Error {
  readonly commandStatus: number
  readonly sequence: number
  readonly commandId: number
  constructor(message: string, commandStatus: number, sequence: number, commandId: number) {
    super(message)
    this.name = 'RecoverablePduError'
    this.commandStatus = commandStatus
    this.sequence = sequence
    this.commandId = commandId
  }
}

/** The length is impossible, so where the next PDU starts is unknown. Answer generic_nack, close, connect anew. */
export class UnrecoverablePduError extends Error {
  readonly commandStatus: number
  /** 0 when the header could not be read. */
  readonly sequence: number
  constructor(message: string, commandStatus: number, sequence: number) {
    super(message)
    this.name = 'UnrecoverablePduError'
    this.commandStatus = commandStatus
    this.sequence = sequence
  }
}

/** We were asked to write something the field cannot hold. A mistake of the caller, found before a byte is sent. */
export class FieldError extends Error {
  readonly field: string
  readonly commandStatus: number
  constructor(field: string, message: string, commandStatus: number) {
    super(`${field}: ${message}`)
    this.name = 'FieldError'
    this.field = field
    this.commandStatus = commandStatus
  }
}
