import { expect, test } from 'vitest'
import { shown } from './addresses.ts'

const cases = [
  ['tel:+14155550100', '+1 415 555 0100', 'grouped as North Americans do'],
  ['+14155550100', '+1 415 555 0100', 'with or without its scheme'],
  ['tel:+442079460000', '+442079460000', 'others keep the international form'],
  ['tel:24273', '24273', 'a short code is short'],
  ['mailto:ann@example.com', 'ann@example.com', 'an address of another kind loses its scheme only'],
] as const

for (const [address, expected, because] of cases) test(because, () => expect(shown(address)).toBe(expected))
