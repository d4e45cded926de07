/** Sealing and opening in lists, for those who write and read content. Built over the ring in app.ts. */

export type Place = { workspaceId: number; table: string; row: string; column: string }
/** Why content cannot be sealed or opened now. */
export type Unreadable = { kind: 'unavailable' | 'revoked' | 'shredded' }

export type Content = {
  /** One answer each: the sealed bytes, or why the workspace's key cannot be had. */
  seal(items: readonly (Place & { plain: string | Uint8Array })[]): Promise<(Buffer | Unreadable)[]>
  open(items: readonly (Place & { sealed: Uint8Array })[]): Promise<(Buffer | Unreadable)[]>
  /** A keyed hash for each workspace: the same for the same words, and telling nobody which. Null where the key cannot be had. */
  prints(workspaceIds: number[]): Promise<Map<number, ((of: readonly (string | Uint8Array)[]) => Buffer) | null>>
}
