import assert from 'node:assert/strict'
import { test } from 'vitest'
import { inWords, meaningOf, saidItself, withoutRetry } from './in-words.ts'

/** What sockets say, as Node 24 says it, and what people read. */

const cases: [why: string, means: RegExp][] = [
  ['connect ECONNREFUSED 127.0.0.1:2775', /^Nothing listens there: check host and port\.$/],
  ['getaddrinfo ENOTFOUND smsc.example', /^There is no machine of that name/],
  ['getaddrinfo EAI_AGAIN smsc.example', /^There is no machine of that name/],
  ['connect EHOSTUNREACH 10.0.0.9:2775', /VPN/],
  ['connect EACCES 10.0.0.9:2775', /firewall/],
  ['connect ETIMEDOUT 10.0.0.9:2775', /lets this address in/],
  ['no connection within 10000 ms', /lets this address in/],
  ['no TLS within 10000 ms', /^The carrier does not speak TLS on this port/],
  [
    'no TLS: Client network socket disconnected before secure TLS connection was established',
    /^The carrier does not speak TLS on this port/,
  ],
  ['no TLS: read ECONNRESET', /^The carrier does not speak TLS on this port/],
  ['read ECONNRESET', /^The other side hung up at once/],
  [
    'write EPROTO 40:error:0A00010B:SSL routines:ssl3_get_record:wrong version number:ssl.c:354:',
    /^The carrier does not speak TLS on this port/,
  ],
  ['write EPROTO 40:error:0A000410:SSL routines:ssl3_read_bytes:sslv3 alert handshake failure:rec.c:1:SSL alert number 40', /refused ours/],
  ['40:error:0A00045C:SSL routines:ssl3_read_bytes:tlsv13 alert certificate required:rec.c:1:', /whether it wants a certificate of us/],
  ['write EPROTO 40:error:0A000102:SSL routines:ssl_choose_client_version:unsupported protocol:s.c:1:', /which versions of TLS/],
  ['certificate has expired', /has expired/],
  ['self-signed certificate', /NODE_EXTRA_CA_CERTS/],
  ['unable to verify the first certificate', /NODE_EXTRA_CA_CERTS/],
  ["Hostname/IP does not match certificate's altnames: IP: 10.0.0.9 is not in the cert's list: ", /for another name/],
  ['the carrier refused the bind: ESME_RINVPASWD, invalid password', /check system id and password/],
]
const retry = '; next try at 2026-01-05T12:00:08Z'
for (const [why, means] of cases)
  test(why, () => {
    const meaning = meaningOf(why) ?? ''
    assert.match(meaning, means)
    assert.equal(inWords(why + retry), `${meaning} (${why})${retry}`)
    assert.equal(meaningOf(inWords(why + retry)), meaning, 'said once more it means the same')
    assert.equal(saidItself(inWords(why + retry)), why + retry)
    assert.equal(saidItself(inWords(why)), why)
    assert.equal(withoutRetry(inWords(why + retry)), inWords(why))
  })

test('what nobody knows is said as it came', () => {
  assert.deepEqual([meaningOf('unbound'), inWords(`unbound${retry}`), saidItself('unbound')], [null, `unbound${retry}`, 'unbound'])
})
