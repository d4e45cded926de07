import { Option } from 'commander'
import { openKeyFiles } from '#src/keys/file/client.ts'
import { openKeyServer } from '#src/keys/remote/client.ts'
import { contentOver } from '#src/keys/sealed-content.ts'
import type { KeySource } from '#src/keys/source.ts'
import { keyRows } from '#src/keys/store.ts'
import { type Keys, openKeys } from '#src/keys/worker.ts'
import type { Content } from '#src/message/content.ts'
import type { Db, Tx } from '#src/platform/db.ts'
import { append } from '#src/platform/events.ts'
import { openLog } from '#src/platform/log.ts'
import { type Workspace, workspaces } from '#src/workspaces/store.ts'
import { type Config, readConfig } from '../config.ts'
import { withDatabase } from './database.ts'
import { wholeNumber, workspaceNumbered } from './member-invite.ts'
import { NotPossible, NotRight } from './not-possible.ts'

/** What the commands on one workspace share. */

export const workspaceOption = (): Option =>
  new Option('--workspace <number>', 'its number in tandem workspace list; not needed where there is one only').argParser(wholeNumber)

export type InWorkspace = { workspace?: number; json?: boolean }
export type Operating = { db: Db; config: Config; workspace: Workspace }

export function withWorkspace<T>(number: number | undefined, work: (it: Operating) => Promise<T>): Promise<T> {
  const config = readConfig()
  return withDatabase(config, async (db) => work({ db, config, workspace: await workspaceMeant(db, number) }))
}

async function workspaceMeant(db: Db, number: number | undefined): Promise<Workspace> {
  if (number !== undefined) return workspaceNumbered(db, number)
  const all = await workspaces(db)
  if (all.length > 1)
    throw new NotRight('There are several workspaces: say which with --workspace; tandem workspace list shows their numbers.')
  const [only] = all
  if (!only) throw new NotPossible('There is no workspace yet: tandem workspace create makes one.')
  return only
}

/** The key source and what is sealed with it, for the length of one command. */
export async function openContent({ key }: Config, db: Db): Promise<AsyncDisposable & { content: Content; keys: Keys }> {
  const log = openLog('silent')
  const keys = openKeys({ source: await sourceOf(key), rows: keyRows(db), log })
  return { content: contentOver(keys, log), keys, [Symbol.asyncDispose]: () => keys[Symbol.asyncDispose]() }
}

export const sourceOf = async (key: Config['key']): Promise<KeySource> =>
  key.kind === 'file' ? openKeyFiles(key.folder) : openKeyServer(key)

/** Stands in the log like what is changed in the browser. Must be the last statement of the transaction. */
export const note = (tx: Tx, workspaceId: number, kind: string, data: object): void =>
  append(tx, [{ workspaceId, at: new Date(), kind, data: { ...data, by: 'command line' } }])

/** The one that is called so, or has this id. */
export function meant<T extends { id: string; name: string }>(what: string, all: readonly T[], given: string): T {
  const found = all.filter(({ id, name }) => id === given || name === given)
  const [one] = found
  if (found.length > 1) throw new NotRight(`Several ${what}s are called "${given}": say the id instead, from tandem ${what} list.`)
  if (!one) {
    const names = all.map(({ name }) => `"${name}"`).join(', ')
    throw new NotPossible(`There is no ${what} "${given}"${names ? `: there is ${names}` : ''}.`)
  }
  return one
}
