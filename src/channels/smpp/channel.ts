import { channel } from '../channel.ts'
import { advice } from './advice.ts'
import { connect } from './client.ts'
import { join } from './decode.ts'
import { type Settings, settings } from './settings.ts'

/** Longest text we send: 255 segments are possible, and no carrier is glad about more than ten. */
const textLength = 1600

/** What the header takes of each segment; SAR parameters take nothing, and what goes whole is cut by the carrier as anybody would. */
const headers = { udh8: 'udh8', udh16: 'udh16', sar: 'none', payload: 'udh8' } as const

/** A carrier spoken to directly. */
export const smpp = channel<Settings>({
  name: 'smpp',
  label: 'Text message',
  settings,
  secrets: ['password'],
  abilities: ({ udh, bindAs }) => ({
    textLength,
    segments: { encoding: 'gsm', udh: headers[udh] },
    media: [],
    receipts: true,
    ...(bindAs !== 'transceiver' && { only: bindAs === 'receiver' ? ('in' as const) : ('out' as const) }),
  }),
  advice,
  connect,
  join,
})
