import assert from 'node:assert/strict'
import { test } from 'vitest'
import { openLog } from './log.ts'

test('words and secrets are kept out, at the top and one level down', () => {
  const lines: string[] = []
  const log = openLog('info', { write: (line) => void lines.push(line) })
  log.info({ text: 'hush', message: { id: 7, parts: ['hush'] }, req: { headers: { cookie: 'hush' } }, password: 'hush' }, 'taken')
  log.debug('not this loud')
  const line = JSON.parse(lines.join(''))
  assert.deepEqual([line.msg, line.message.id, line.text], ['taken', 7, '[kept out of the log]'])
  assert.ok(!lines.join('').includes('hush'))
})
