/** Why Tandem cannot start, as one sentence for whoever typed the command. Printed without a stack; the exit code is 1. */
export class CannotStart extends Error {
  override name = 'CannotStart'
}

export const codeOf = (error: unknown): string | undefined =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined

/** What the file system's refusals mean for a folder we need. */
export function folderTrouble(error: unknown, folder: string): unknown {
  const why = folderTroubles[codeOf(error) ?? '']
  return why ? new CannotStart(`The data folder ${folder} ${why}.`, { cause: error }) : error
}

const folderTroubles: Record<string, string> = {
  EACCES: 'cannot be read and written by this user: give it to them, or set DATA_DIR to a folder of theirs',
  EPERM: 'cannot be read and written by this user: give it to them, or set DATA_DIR to a folder of theirs',
  EROFS: 'lies on a read-only disk: set DATA_DIR to a folder on another',
  ENOSPC: 'lies on a full disk: free some space, or set DATA_DIR to a folder on another disk',
  EDQUOT: 'is over its disk quota: free some space, or set DATA_DIR to a folder elsewhere',
  ENOTDIR: 'is not a folder: set DATA_DIR to one',
  EEXIST: 'is not a folder: set DATA_DIR to one',
}
