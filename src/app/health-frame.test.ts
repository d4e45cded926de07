import assert from 'node:assert/strict'
import { test } from 'vitest'
import { healthFrame } from './health-frame.ts'

const link = (name: string, more: object = {}) => ({ workspaceId: 1, name, carries: true, up: false, ...more })

test('a link that is down is told of where lines use it, and only to its own workspace', () => {
  const links = [link('Meridian'), link('Spare', { carries: false }), link('Copper', { up: true }), link('Theirs', { workspaceId: 2 })]
  assert.deepEqual(healthFrame(links, 1, false), {
    kind: 'health',
    links: [
      { name: 'Meridian', up: false },
      { name: 'Copper', up: true },
    ],
    diskLow: false,
  })
})
