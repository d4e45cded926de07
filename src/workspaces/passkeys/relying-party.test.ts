import assert from 'node:assert/strict'
import { test } from 'vitest'
import { relyingParty } from './relying-party.ts'

const cases = [
  ['https://inbox.example.com', { id: 'inbox.example.com', origin: 'https://inbox.example.com' }, 'a name over https'],
  ['https://inbox.example.com:8443', { id: 'inbox.example.com', origin: 'https://inbox.example.com:8443' }, 'a name and a port'],
  ['http://localhost:8080', { id: 'localhost', origin: 'http://localhost:8080' }, 'this machine by name'],
  ['http://127.0.0.1:8080', { id: 'localhost', origin: 'http://localhost:8080' }, 'this machine by address, which has that name'],
  ['http://[::1]:8080', { id: 'localhost', origin: 'http://localhost:8080' }, 'this machine by IPv6'],
  ['http://localhost', { id: 'localhost', origin: 'http://localhost' }, 'this machine on port 80'],
  ['http://inbox.example.com', null, 'plain http'],
  ['https://203.0.113.9', null, 'an address'],
  ['https://[2001:db8::1]', null, 'an IPv6 address'],
] as const

for (const [publicUrl, party, because] of cases) test(`${because}: ${publicUrl}`, () => assert.deepEqual(relyingParty(publicUrl), party))
