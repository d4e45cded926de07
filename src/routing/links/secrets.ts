import type { Content } from '#src/message/content.ts'
import type { Given } from './settings.ts'
import type { Row } from './store.ts'

/** The secrets of links, sealed and opened; without the workspace's key neither can be done, and `keyAway` is thrown. */
export function linkSecrets(content: Content, keyAway: () => Error) {
  const sealed = async (workspaceId: number, id: string, secrets: Given): Promise<Buffer | null> => {
    if (Object.keys(secrets).length === 0) return null
    const [bytes] = await content.seal([{ workspaceId, table: 'links', row: id, column: 'secrets', plain: JSON.stringify(secrets) }])
    if (bytes instanceof Uint8Array) return bytes
    throw keyAway()
  }

  /** One each; null where the key cannot be had. */
  const openedAll = async (workspaceId: number, rows: readonly Row[]): Promise<(Given | null)[]> => {
    const has = rows.filter(({ secrets }) => secrets)
    const plains = await content.open(
      has.map(({ id, secrets }) => ({ workspaceId, table: 'links', row: id, column: 'secrets', sealed: secrets! })), // just filtered
    )
    const found = new Map(has.map(({ id }, i) => [id, plains[i]!])) // one each
    return rows.map(({ id }) => {
      const plain = found.get(id)
      if (!plain) return {}
      return plain instanceof Uint8Array ? (JSON.parse(plain.toString()) as Given) : null // `as`: we wrote it
    })
  }

  const opened = async (workspaceId: number, row: Row): Promise<Given> => {
    const [secrets] = await openedAll(workspaceId, [row])
    if (secrets) return secrets
    throw keyAway()
  }

  return { sealed, openedAll, opened }
}
