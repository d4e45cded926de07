import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'vitest'
import { z } from 'zod'
import { channels } from './all.ts'

for (const channel of channels) {
  const is = (what: string, check: () => void) => test(`${channel.name} ${what}`, check)

  is('lies in the folder of its name', () => assert.ok(existsSync(join(import.meta.dirname, channel.name, 'channel.ts'))))
  is('has a label', () => assert.notEqual(channel.label, ''))
  is('refuses settings that are none', () => assert.equal(channel.settings.safeParse(null).success, false))
  is('draws a form that has its secrets', () => {
    const fields = Object.keys(z.toJSONSchema(channel.settings).properties ?? {})
    for (const secret of channel.secrets) assert.ok(fields.includes(secret))
  })
}

test('every channel has a name of its own', () => {
  assert.equal(new Set(channels.map(({ name }) => name)).size, channels.length)
})
