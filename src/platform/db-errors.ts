import { codeOf } from './cannot-start.ts'

/**
 * The database cannot be reached, or broke off. Worth trying again later, whatever was asked.
 * `unknown`: it broke off while committing, so the transaction may have happened.
 */
export class DbUnavailable extends Error {
  override name = 'DbUnavailable'
  readonly outcome: 'undone' | 'unknown'

  constructor(cause: unknown, outcome: 'undone' | 'unknown' = 'undone') {
    super(`The database does not answer (${wordsOf(cause)}).`, { cause })
    this.outcome = outcome
  }
}

/** Two transactions stood in each other's way, and this one gave way: the same again may well succeed. */
export const isConflict = (error: unknown): boolean => ['40001', '40P01'].includes(codeOf(error) ?? '')

/** The statement was not looked at, because one before it in the same transaction failed. */
export const isFailedAlready = (error: unknown): boolean => codeOf(error) === '25P02'

/** The name of the unique index that was hit, if that is what happened. */
export function takenIndex(error: unknown): string | null {
  return codeOf(error) === '23505' && error instanceof Error && 'constraint' in error ? String(error.constraint) : null
}

/** Something else refers to the row, or the row to something that is not there. */
export const isReferred = (error: unknown): boolean => codeOf(error) === '23503'

export const isUnavailable = (error: unknown): boolean => error instanceof DbUnavailable || isConnectionError(error)

const connectionCodes =
  /^(ECONN\w+|EPIPE|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENOENT|EACCES|08...|57P0[1235]|53300|25006|ERR_SOCKET_\w+)$/
const connectionWords = /^(Connection terminated|Client has encountered a connection error|timeout (exceeded|expired)|Client was closed)/

/** Codes of the system, of Postgres (08, 57P: broke off; 53300: full; 25006: became a read-only replica), and what pg says without a code. */
export function isConnectionError(error: unknown): boolean {
  const code = codeOf(error)
  if (code) return connectionCodes.test(code)
  return error instanceof Error && connectionWords.test(error.message)
}

export function wordsOf(cause: unknown): string {
  if (cause instanceof AggregateError && cause.errors.length > 0) return wordsOf(cause.errors[0])
  return cause instanceof Error ? cause.message || (codeOf(cause) ?? cause.name) : String(cause)
}
