import assert from 'node:assert/strict'
import { test } from 'vitest'
import { recipientIn } from './recovery-key.ts'

test('what is neither a recipient nor a file is said to be neither', async () => {
  for (const given of ['nonsense', 'age1nonsense'])
    await assert.rejects(recipientIn(given), {
      name: 'NotRight',
      message: new RegExp(`^${given} is neither an age1… recipient nor a file: `),
    })
})
