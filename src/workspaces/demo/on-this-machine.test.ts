import assert from 'node:assert/strict'
import { test } from 'vitest'
import { isOnThisMachine } from './on-this-machine.ts'

const here = { remoteAddress: '127.0.0.1', headers: { host: 'localhost:8080' } }

const yes = [
  [here, 'the usual way'],
  [{ ...here, headers: { host: '127.0.0.1:8080' } }, 'by address'],
  [{ remoteAddress: '::1', headers: { host: '[::1]:8080' } }, 'by IPv6'],
  [{ remoteAddress: '::ffff:127.0.0.1', headers: { host: 'LOCALHOST' } }, 'by IPv4 in IPv6, on port 80, in capitals'],
  [{ remoteAddress: '127.0.1.1', headers: { host: '127.0.1.1' } }, 'by another address of the loopback network'],
] as const

const no = [
  [{ ...here, remoteAddress: '10.0.0.7' }, 'somebody in the same network'],
  [{ ...here, remoteAddress: undefined }, 'a socket that is gone'],
  [{ ...here, remoteAddress: '::ffff:10.0.0.7' }, 'somebody in the same network, by IPv4 in IPv6'],
  [{ ...here, headers: { host: 'evil.example:8080' } }, 'a name of somebody else that leads here (DNS rebinding)'],
  [{ ...here, headers: { host: 'localhost.evil.example' } }, 'a name that begins like ours'],
  [{ ...here, headers: { host: '127.0.0.1.evil.example' } }, 'a name that begins like our address'],
  [{ ...here, headers: {} }, 'no name at all'],
  [{ ...here, headers: { host: 'localhost:8080', 'x-forwarded-for': '203.0.113.9' } }, 'a tunnel that keeps the name'],
  [{ ...here, headers: { host: 'localhost:8080', forwarded: 'for=203.0.113.9' } }, 'a proxy that speaks RFC 7239'],
] as const

for (const [caller, because] of yes) test(`here: ${because}`, () => assert.equal(isOnThisMachine(caller), true))
for (const [caller, because] of no) test(`elsewhere: ${because}`, () => assert.equal(isOnThisMachine(caller), false))
