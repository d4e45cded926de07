import { defineConfig } from 'vitest/config'

const none = ['**/node_modules/**', '**/dist/**']

/** What a test needs is in its file's name: nothing, a database, a browser, or somebody else's program. */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['{src,test,web,simulator,scripts}/**/*.test.{ts,tsx}'],
          exclude: [...none, '**/*.pg.test.ts'],
          testTimeout: 15_000,
        },
      },
      {
        test: {
          name: 'database',
          include: ['{src,test,simulator}/**/*.pg.test.ts'],
          exclude: none,
          globalSetup: ['test/support/postgres.global-setup.ts'],
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'browser',
          include: ['web/e2e/**/*.e2e.ts'],
          exclude: none,
          testTimeout: 60_000,
          hookTimeout: 120_000,
          fileParallelism: false,
        },
      },
      {
        test: {
          name: 'interop',
          include: ['test/{interop,whole,torture}/**/*.interop.ts'],
          exclude: none,
          testTimeout: 120_000,
          hookTimeout: 300_000,
          fileParallelism: false,
        },
      },
    ],
  },
})
