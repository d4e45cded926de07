import { channel } from '../channel.ts'
import { connect } from './client.ts'
import { join } from './decode.ts'
import { type Settings, settings } from './settings.ts'

/** Longest text we send: 255 segments are possible, and no carrier is glad about more than ten. */
const textLength = 1600

/** A carrier spoken to directly. */
export const smpp = channel<Settings>({
  name: 'smpp',
  label: 'Text message',
  settings,
  secrets: ['password'],
  abilities: ({ udh }) => ({
    textLength,
    segments: { encoding: 'gsm', udh: udh === 'udh8' || udh === 'udh16' ? udh : 'udh8' },
    media: [],
    receipts: true,
  }),
  connect,
  join,
})
