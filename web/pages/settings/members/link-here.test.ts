import assert from 'node:assert/strict'
import { test } from 'vitest'
import { linkHere, staysHere } from './link-here.ts'

const cases = [
  ['https://inbox.example.com/join/t', 'https://inbox.example.com', 'https://inbox.example.com/join/t', false, 'as the server says'],
  [
    'https://inbox.example.com/join/t',
    'http://10.0.0.7:8080',
    'https://inbox.example.com/join/t',
    false,
    'what was set is what people reach',
  ],
  ['http://localhost:8080/join/t', 'http://10.0.0.7:8080', 'http://10.0.0.7:8080/join/t', false, 'it was reached from elsewhere'],
  [
    'http://localhost:8080/join/t',
    'http://localhost:8080',
    'http://localhost:8080/join/t',
    true,
    'on the machine itself nobody knows more',
  ],
  ['http://localhost:8080/join/t', 'http://127.0.0.1:8080', 'http://localhost:8080/join/t', true, 'by its name passkeys can be made'],
] as const
for (const [link, here, shown, stays, because] of cases)
  test(`${link} at ${here}: ${because}`, () => {
    assert.equal(linkHere(link, here), shown)
    assert.equal(staysHere(shown), stays)
  })
