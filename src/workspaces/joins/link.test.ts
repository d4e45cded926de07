import assert from 'node:assert/strict'
import { test } from 'vitest'
import { joinLink } from './link.ts'

const cases = [
  ['https://inbox.example.com', 'https://inbox.example.com/join/t', 'as people reach it'],
  ['http://127.0.0.1:8080', 'http://localhost:8080/join/t', 'this machine by its name'],
  ['http://[::]:8080', 'http://localhost:8080/join/t', 'every address of this machine is this machine'],
  ['http://192.168.1.7:8080', 'http://192.168.1.7:8080/join/t', 'another machine has no name we know'],
  ['http://127.example.com', 'http://127.example.com/join/t', 'a name that begins like an address'],
] as const
for (const [inbox, link, because] of cases) test(`a link: ${because}`, () => assert.equal(joinLink(inbox, 't'), link))
