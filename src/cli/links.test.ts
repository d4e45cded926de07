import assert from 'node:assert/strict'
import { test } from 'vitest'
import { urlFrom } from './database.ts'
import { inboxUrl } from './inbox-url.ts'
import { shortText, timeZone } from './workspace-create.ts'

const inboxes = [
  [{ publicUrl: 'https://inbox.example.com', host: '0.0.0.0', port: 8080 }, 'https://inbox.example.com', 'what people are told goes first'],
  [{ publicUrl: null, host: '127.0.0.1', port: 8080 }, 'http://localhost:8080', 'a name, because passkeys need one'],
  [{ publicUrl: null, host: '0.0.0.0', port: 8080 }, 'http://localhost:8080', 'every address is also this machine’s'],
  [{ publicUrl: null, host: '::', port: 80 }, 'http://localhost', 'the usual port goes without saying'],
  [{ publicUrl: null, host: '10.0.0.7', port: 8080 }, 'http://10.0.0.7:8080', 'one address and no other'],
  [{ publicUrl: null, host: 'fd00::7', port: 8080 }, 'http://[fd00::7]:8080', 'an IPv6 address in its brackets'],
] as const

for (const [config, url, because] of inboxes) test(`${url}: ${because}`, () => assert.equal(inboxUrl(config), url))

test('a running Postgres is found through the file it keeps', () => {
  const file = '4711\n/srv/tandem/postgres\n1790000000\n5432\n/srv/tandem/socket\n\n  123 456\nready   \n'
  assert.equal(urlFrom(file, 'secret'), 'postgresql://tandem:secret@localhost:5432/tandem?host=%2Fsrv%2Ftandem%2Fsocket')
  assert.equal(
    urlFrom(file.replace('/srv/tandem/socket\n\n', '\n127.0.0.1\n'), 'secret'),
    'postgresql://tandem:secret@127.0.0.1:5432/tandem',
  )
  assert.equal(urlFrom('4711\n', 'secret'), null, 'it is just starting')
})

test('names and zones are checked before anything is made', () => {
  assert.equal(shortText('  Riverside Dental '), 'Riverside Dental')
  assert.throws(() => shortText('   '), /1 to 100/)
  assert.equal(timeZone('europe/madrid'), 'Europe/Madrid')
  assert.throws(() => timeZone('Mars/Base'), /tz database/)
})
