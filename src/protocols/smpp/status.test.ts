import { expect, test } from 'vitest'
import { isThrottling, statusOf } from './status.ts'

test.each([
  [0x58, 'RTHROTTLED', 'later'],
  [0x14, 'RMSGQFUL', 'later'],
  [0x64, 'RX_T_APPN', 'later'],
  [0x08, 'RSYSERR', 'later'],
  [0x45, 'RSUBMITFAIL', 'later'],
  [0x01, 'RINVMSGLEN', 'never'],
  [0x0b, 'RINVDSTADR', 'elsewhere'],
  [0x0d, 'RBINDFAIL', 'elsewhere'],
] as const)('%i is %s: %s', (code, name, retry) => expect(statusOf(code)).toMatchObject({ name, retry }))

test('a code of a vendor is named by its number', () => {
  expect(statusOf(0x401)).toEqual({ code: 0x401, name: '0x00000401', meaning: "The carrier's own error code.", retry: 'elsewhere' })
})

test('two codes mean slower', () => expect([0x58, 0x14, 0x64].map(isThrottling)).toEqual([true, true, false]))
