/** What the ring keeps in the database: data keys as the source wrapped them. */

/** The search key of a workspace goes by a day that seals nothing. */
export const SEARCH_DAY = 0

export type KeyOf = { workspaceId: number; day: number }
/** `wrapped` is empty: shredded. The row stays, so that the day is never made again. */
export type KeyRow = KeyOf & { wrapped: Buffer }

export type KeyRows = {
  load(wanted: KeyOf[]): Promise<KeyRow[]>
  /** Who comes second loses. Answers what stands, whoever wrote it, once it is committed. */
  create(rows: KeyRow[]): Promise<KeyRow[]>
  shred(key: KeyOf): Promise<void>
}

export const nameOf = ({ workspaceId, day }: KeyOf): string => `${workspaceId}:${day}`
export const isShredded = ({ wrapped }: KeyRow): boolean => wrapped.length === 0
