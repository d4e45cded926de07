import { join } from 'node:path'
import { createClient } from '@hey-api/openapi-ts'

/** Writes the TypeScript client from docs/openapi.json: `node scripts/client.ts`. `into` is emptied first. */
export async function writeClient(into: string): Promise<void> {
  await createClient({
    input: join(root, 'docs/openapi.json'),
    output: {
      path: into,
      // Named so that the linter leaves them alone; checked where they are used, not by our compiler's strictest settings.
      fileName: { suffix: '.generated' },
      module: { extension: '.ts' },
      header: ['// @ts-nocheck', '// Made from docs/openapi.json by scripts/client.ts; a test fails if they differ.'],
      entryFile: false,
      clean: true,
      postProcess: [],
    },
    logs: { level: 'silent', file: false },
    plugins: [
      { name: '@hey-api/typescript' },
      { name: '@hey-api/client-fetch', throwOnError: true },
      { name: '@hey-api/sdk', responseStyle: 'data', auth: true },
    ],
  })
}

const root = join(import.meta.dirname, '..')

if (import.meta.main) await writeClient(join(root, 'client'))
