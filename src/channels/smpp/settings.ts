import { z } from 'zod'

/**
 * One carrier over SMPP. Every departure from the specification that carriers are known for is a setting of the link, with its meaning
 * beside it: the form is drawn from here.
 */
export const settings = z.object({
  host: z.string().min(1).describe('Host name or address of the carrier’s message centre.'),
  port: z.int().min(1).max(65_535).default(2775).describe('Its TCP port: 2775 as a rule, 3550 with TLS.'),
  tls: z.boolean().default(false).describe('Encrypt the connection. Without it the password travels in the clear.'),
  systemId: z.string().min(1).max(64).describe('The name the carrier knows us by.'),
  password: z.string().max(64).describe('The carrier’s password for it.'),
  systemType: z.string().max(12).default('').describe('Only where the carrier asks for one.'),
  bindAs: z.enum(['transceiver', 'transmitter', 'receiver']).default('transceiver').describe('One session for both ways, or one way only.'),
  interfaceVersion: z.enum(['3.4', '5.0']).default('3.4').describe('The version we say we speak.'),
  window: z.int().min(1).max(1000).default(10).describe('Requests on their way without an answer at most. Ask the carrier.'),
  perSecond: z
    .int()
    .min(1)
    .max(10_000)
    .optional()
    .describe('Segments a second at most, as in the contract. Empty: as fast as the window allows.'),
  enquireLinkMs: z.int().min(1_000).max(600_000).default(30_000).describe('How often a quiet session is asked whether it lives.'),
  responseMs: z
    .int()
    .min(500)
    .max(600_000)
    .default(60_000)
    .describe('An answer that takes longer counts as lost: the session is dropped, what waited is in doubt.'),
  reconnectMinMs: z
    .int()
    .min(50)
    .max(60_000)
    .default(1_000)
    .describe('The first wait before connecting again; it doubles with each attempt.'),
  idMode: z
    .enum(['verbatim', 'respHex_dlrDec', 'respDec_dlrHex', 'auto'])
    .default('verbatim')
    .describe('How message ids in receipts relate to those in answers: the same, or one hexadecimal and the other decimal.'),
  udh: z
    .enum(['udh8', 'udh16', 'sar', 'payload'])
    .default('udh8')
    .describe('How a long text is cut: header of 8 or 16 bits, SAR parameters, or whole in message_payload.'),
  defaultAlphabet: z.enum(['gsm', 'latin1', 'ascii']).default('gsm').describe('What data_coding 0 means to this carrier.'),
  sniffUcs2: z.boolean().default(false).describe('Some carriers deliver UCS-2 and declare data_coding 0: recognise it by its zeros.'),
  numberFormat: z.enum(['plain', 'plus']).default('plain').describe('E.164 with or without the leading plus.'),
  country: z.string().length(2).default('US').describe('Whose numbers are meant where a number comes without its country code.'),
  receiptPrefers: z.enum(['tlv', 'text']).default('tlv').describe('Which to believe where a receipt’s parameters and text differ.'),
  receiptUnmarked: z.boolean().default(false).describe('Take as a receipt what looks like one although it is not marked so.'),
  receiptOffsetMinutes: z.int().min(-840).max(840).default(0).describe('How far the clock in the carrier’s receipts is ahead of UTC.'),
  askValidity: z.boolean().default(true).describe('Tell the carrier until when a message is worth delivering.'),
})
export type Settings = z.infer<typeof settings>
