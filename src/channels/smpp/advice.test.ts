import assert from 'node:assert/strict'
import { test } from 'vitest'
import { advice } from './advice.ts'
import { settings } from './settings.ts'

/** What is said of settings when a link is tried out. */

const of = (what: string, but: object = {}, aliveMs: number | null = 20) =>
  advice(settings.parse({ host: 'smsc.example.com', systemId: 'us', password: 'secret', ...but }), aliveMs).find((it) => it.what === what)

const cases: [what: string, but: object, aliveMs: number | null, is: string, said: RegExp, remedy: RegExp | null][] = [
  ['Encryption', {}, 20, 'unknown', /in the clear/, /Set tls/],
  ['Encryption', { tls: true }, 20, 'right', /TLS/, null],
  ['Encryption', { host: '10.1.2.3' }, 20, 'right', /network of your own/, null],
  ['Encryption', { host: '100.1.2.3' }, 20, 'unknown', /in the clear/, /VPN/],
  ['Password', { password: 'x'.repeat(9) }, 20, 'unknown', /9 characters, and SMPP has room for 8/, /if the bind is taken/],
  ['Directions', {}, 20, 'right', /both/, null],
  ['Directions', { bindAs: 'receiver' }, 20, 'unknown', /only hears/, /binds as transmitter/],
  ['Directions', { bindAs: 'transmitter' }, 20, 'unknown', /only sends/, /binds as receiver/],
  ['Throughput', {}, 20, 'unknown', /window 10, no limit is set; .* 500 a second/, /perSecond/],
  ['Throughput', { perSecond: 100 }, 20, 'right', /100 segments a second/, null],
  ['Throughput', { perSecond: 100, window: 10 }, 400, 'unknown', /let 25 a second go/, /set window to 40/],
  ['Throughput', { perSecond: 100 }, null, 'right', /window 10, 100 segments a second are set$/, null],
  ['Throughput', { perSecond: 100 }, 0, 'right', /10000 a second/, null],
  ['Liveness', {}, 20, 'right', /every 30 s of silence, dropped after 60 s/, null],
  ['Liveness', { enquireLinkMs: 600_000 }, 20, 'unknown', /every 600 s/, /firewalls/],
  ['Quirks', {}, 20, 'right', /^none is set/, null],
  ['Quirks', { idMode: 'respHex_dlrDec', sniffUcs2: true }, 20, 'right', /^idMode=respHex_dlrDec, sniffUcs2=true$/, null],
  ['Quirks', { idMode: 'auto' }, 20, 'unknown', /idMode=auto/, /first receipts/],
]

for (const [what, but, aliveMs, is, said, remedy] of cases) {
  test(`${what} ${JSON.stringify(but)} ${aliveMs}: ${is}`, () => {
    const found = of(what, but, aliveMs)
    assert.equal(found?.is, is)
    assert.match(found?.said ?? '', said)
    if (remedy) assert.match(found?.remedy ?? '', remedy)
    else assert.equal(found?.remedy, undefined)
  })
}

test('a password is never said', () =>
  assert.ok(!JSON.stringify(advice(settings.parse({ host: 'h', systemId: 'us', password: 'secret' }), 1)).includes('secret')))
