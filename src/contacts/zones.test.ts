import assert from 'node:assert/strict'
import { timezones } from 'libphonenumber-geo-carrier'
import { parsePhoneNumber } from 'libphonenumber-js/max'
import { test } from 'vitest'
import data from './zones.nanp.json' with { type: 'json' }
import { isGeographic, statesOf, zonesOf } from './zones.ts'

const cases = [
  { because: 'New York is in one zone', uri: 'tel:+12125552671', zones: ['America/New_York'], states: ['US-NY'] },
  { because: 'Idaho is in two', uri: 'tel:+12085552671', zones: ['America/Boise', 'America/Los_Angeles'], states: ['US-ID'] },
  {
    because: 'the Navajo Nation moves its clocks',
    uri: 'tel:+19285552671',
    zones: ['America/Phoenix', 'America/Denver'],
    states: ['US-AZ'],
  },
  {
    because: 'the panhandle of Florida is divided',
    uri: 'tel:+18505552671',
    zones: ['America/Chicago', 'America/New_York'],
    states: ['US-FL'],
  },
  { because: 'two provinces share a code', uri: 'tel:+19025552671', zones: ['America/Halifax'], states: ['CA-NS', 'CA-PE'] },
  { because: 'Jamaica is in the plan too', uri: 'tel:+18765552671', zones: ['America/Jamaica'], states: ['JM'] },
  { because: 'a toll-free number is nowhere', uri: 'tel:+18005552671', zones: [], states: [] },
  { because: 'nor is a code not given out', uri: 'tel:+12225552671', zones: [], states: [] },
  { because: 'abroad it goes by country', uri: 'tel:+442079460018', zones: ['Europe/London'], states: [] },
  { because: 'Japan has one zone', uri: 'tel:+81312345678', zones: ['Asia/Tokyo'], states: [] },
  { because: 'a satellite has none', uri: 'tel:+8821612345678', zones: [], states: [] },
  { because: 'other channels build on numbers', uri: 'whatsapp:+12125552671', zones: ['America/New_York'], states: ['US-NY'] },
  { because: 'a mail address tells nothing', uri: 'mailto:+12125552671@example.com', zones: [], states: [] },
  { because: 'nor does a short code', uri: 'tel:12345', zones: [], states: [] },
  { because: 'nor a number without its plus', uri: 'tel:12125552671', zones: [], states: [] },
]

for (const { because, uri, zones, states } of cases)
  test(`where: ${because}`, () => assert.deepEqual({ zones: zonesOf(uri), states: statesOf(uri) }, { zones, states }))

test('a country wide as Russia gives all its zones', () => {
  const zones = zonesOf('tel:+79161234567')
  assert.ok(zones.includes('Europe/Kaliningrad') && zones.includes('Asia/Kamchatka'))
})

test('each area code stands once, and every zone is known to the engine', () => {
  const codes = data.regions.flatMap(({ codes }) => codes.split(' '))
  assert.equal(new Set(codes).size, codes.length)
  for (const { zones } of [...data.regions, ...data.otherwise]) for (const zone of zones) assert.ok(offsets(zone))
  for (const { codes } of data.otherwise) for (const code of codes.split(' ')) assert.ok(isGeographic(code), code)
})

/** Google's libphonenumber says of each rate centre what its clock is: a second witness, who knows nothing of NANPA's report. */
test('of fifty numbers a second source names no zone that we do not', async () => {
  const areaCodes = data.regions.flatMap(({ codes }) => codes.split(' ')[0]!) // `!`: no line is empty
  const exchanges = ['226', '334', '461', '582', '774']
  let agreed = 0
  for (const [i, areaCode] of areaCodes.entries()) {
    const number = parsePhoneNumber(`+1${areaCode}${exchanges[i % exchanges.length]}2671`)
    const theirs = await timezones(number)
    if (!theirs || theirs.length > 30) continue // it knows only that it is in North America
    const ours = new Set(zonesOf(number.getURI()).map(offsets))
    for (const zone of theirs) assert.ok(ours.has(offsets(zone)), `${areaCode}: ${zone}`)
    agreed++
  }
  assert.ok(agreed >= 50, `${agreed}`)
})

/** The clock there in winter and in summer: zones of different names may keep the same. */
const offsets = (zone: string) =>
  ['2026-01-15T12:00Z', '2026-07-15T12:00Z'].map((at) => Temporal.Instant.from(at).toZonedDateTimeISO(zone).offset).join()
