import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'vitest'
import { channels } from '#src/channels/all.ts'
import { cliDoc } from '../../scripts/cli-doc.ts'
import { keysInWords } from './backup.ts'
import { eventInWords } from './events.ts'
import { variable } from './link-secrets.ts'
import { settingsInWords, typed } from './link-settings.ts'
import { tandem } from './program.ts'
import { table } from './table.ts'

test('docs/guides/command-line.md says what the commands say (node scripts/cli-doc.ts)', () => {
  assert.equal(readFileSync(join(import.meta.dirname, '..', '..', 'docs', 'guides', 'command-line.md'), 'utf8'), cliDoc())
})

test('every command says what it is for, and so does every option', () => {
  const all = tandem().commands.flatMap((it) => [it, ...it.commands])
  for (const it of all) {
    assert.match(it.description(), /^[A-Z].*\.$/, it.name())
    for (const { flags, description } of it.options) assert.ok(description, `${it.name()} ${flags}`)
  }
})

const smpp = channels.find(({ name }) => name === 'smpp')! // it is there

test('settings are typed as their schema has them', () => {
  assert.deepEqual(typed(smpp, ['window=20', 'tls=yes', 'askValidity=off', 'host=a=b', 'port=often', 'perSecond=']), {
    ...{ window: 20, tls: true, askValidity: false, host: 'a=b' },
    ...{ port: 'often', perSecond: '' },
  })
  assert.throws(() => typed(smpp, ['=x']), /with = between them/)
})

test('every setting of every channel is explained', () => {
  const words = settingsInWords(channels)
  for (const name of ['host', 'password', 'receiptOffsetMinutes', 'token']) assert.match(words, new RegExp(`^ {2}${name} +[A-Z]`, 'm'))
})

test('a secret has its name in the environment', () => {
  assert.equal(variable('password'), 'TANDEM_SECRET_PASSWORD')
  assert.equal(variable('appSecret'), 'TANDEM_SECRET_APP_SECRET')
})

test('columns stand under their heads', () => {
  assert.equal(
    table(
      ['id', 'name'],
      [
        ['1', 'Bakery'],
        ['100', ''],
      ],
    ),
    'id   name\n1    Bakery\n100',
  )
})

test('an event stands on one line, its columns under one another, with the message and the conversation it tells of', () => {
  const at = '2026-01-05T12:00:00.000Z'
  const [messageId, conversationId] = ['01900000-0000-7000-8000-000000000001', '01900000-0000-7000-8000-000000000002']
  const event = { seq: 7, at, kind: 'message.sent', sentence: 'Sent.', messageId, conversationId, data: null }
  const line = eventInWords(event)
  assert.equal(line, `        7  ${at}  message.sent           Sent.  message ${messageId}  conversation ${conversationId}`)
  const assigned = eventInWords({ ...event, kind: 'conversation.assigned', messageId: null })
  assert.ok(assigned.endsWith(`Sent.  conversation ${conversationId}`))
  assert.equal(assigned.indexOf('Sent.'), line.indexOf('Sent.'))
  assert.ok(eventInWords({ ...event, messageId: null, conversationId: null }).endsWith('Sent.'))
})

test('one key is one', () => {
  const words = (count: number) => keysInWords({ keys: { kind: 'files', count } } as Parameters<typeof keysInWords>[0])
  assert.deepEqual([words(1), words(2)], ['the key of one workspace is in it.', 'the keys of 2 workspaces are in it.'])
})
