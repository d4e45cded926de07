/** What the exit code of a command means, for scripts. */
export const exitCodes = { done: 0, failed: 1, usage: 2, unreachable: 3 } as const

export const exitCodesInWords = `Exit codes:
  ${exitCodes.done}  done
  ${exitCodes.failed}  it could not be done, or something is wrong, and why is said
  ${exitCodes.usage}  the command or a setting is not right
  ${exitCodes.unreachable}  the database or the server could not be reached or started`
