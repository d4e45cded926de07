import { z } from 'zod'

/**
 * One carrier over SMPP. Every departure from the specification that carriers are known for is a setting of the link, with its meaning
 * beside it: the form is drawn from here. What has no group is what every link needs; the rest is what one carrier wants differently.
 */

const session = 'The session'
const speed = 'How fast'
const texts = 'Texts'
const numbers = 'Numbers'
const receipts = 'Receipts'

/** A field of the bind, without the NUL that ends it. What cannot be written into it would only be found out when the link opens. */
const written = (longest: number, form: RegExp, of: string) =>
  z
    .string()
    .max(longest, `Too long: it has at most ${longest} characters. Ask the carrier for the right one.`)
    .regex(form, `It must be written in ${of}: the protocol has no other characters.`)

// spec: SMPP 3.4 §4.1.1: 16, 9 and 13 octets with the NUL. Carriers keep to the first and the last, and give out longer passwords;
// the codec writes those as they are. Beyond the spec’s eight characters a trial says so: advice.ts.
const systemIdLength = 15
const passwordLength = 64
const systemTypeLength = 12
const ascii = /^[\x20-\x7e]*$/
const latin1 = /^[\x20-\x7e\xa0-\xff]*$/
const english = 'unaccented letters, digits and signs'

export const settings = z
  .object({
    host: z.string().min(1).meta({ title: 'Host', description: 'Host name or address of the carrier’s message centre.' }),
    port: z.int().min(1).max(65_535).default(2775).meta({ title: 'Port', description: 'Its TCP port: 2775 as a rule, 3550 with TLS.' }),
    systemId: written(systemIdLength, ascii, english)
      .min(1)
      .meta({ title: 'System id', description: 'The name the carrier knows us by: 15 characters at most.' }),
    password: written(passwordLength, latin1, 'Latin letters, digits and signs').meta({
      title: 'Password',
      description: 'The carrier’s password for it. SMPP has room for 8 characters; a longer one works where the carrier gave it out.',
    }),
    tls: z
      .boolean()
      .default(false)
      .meta({ title: 'TLS', description: 'Encrypt the connection. Without it the password travels in the clear.' }),
    systemType: written(systemTypeLength, ascii, english)
      .default('')
      .meta({ title: 'System type', group: session, description: 'Only where the carrier asks for one.' }),
    bindAs: z
      .enum(['transceiver', 'transmitter', 'receiver'])
      .default('transceiver')
      .meta({
        title: 'Bind as',
        group: session,
        description: 'One session for both ways, or one way only.',
        options: { transceiver: 'Transceiver: both ways', transmitter: 'Transmitter: we send', receiver: 'Receiver: we hear' },
      }),
    interfaceVersion: z
      .enum(['3.4', '5.0'])
      .default('3.4')
      .meta({ title: 'Interface version', group: session, description: 'The version we say we speak.' }),
    window: z
      .int()
      .min(1)
      .max(1000)
      .default(10)
      .meta({ title: 'Window', group: speed, description: 'Requests on their way without an answer at most. Ask the carrier.' }),
    perSecond: z.int().min(1).max(10_000).optional().meta({
      title: 'Segments a second',
      group: speed,
      description: 'Segments a second at most, as in the contract. Empty: as fast as the window allows.',
    }),
    enquireLinkMs: z.int().min(1_000).max(600_000).default(30_000).meta({
      title: 'Ask whether it lives every',
      unit: 'ms',
      group: session,
      description: 'How often a quiet session is asked whether it lives.',
    }),
    responseMs: z.int().min(500).max(600_000).default(60_000).meta({
      title: 'Wait for an answer',
      unit: 'ms',
      group: session,
      description: 'An answer that takes longer counts as lost: the session is dropped, what waited is in doubt.',
    }),
    reconnectMinMs: z.int().min(50).max(60_000).default(1_000).meta({
      title: 'Connect again after',
      unit: 'ms',
      group: session,
      description: 'The first wait before connecting again; it doubles with each attempt.',
    }),
    idMode: z
      .enum(['verbatim', 'respHex_dlrDec', 'respDec_dlrHex', 'auto'])
      .default('verbatim')
      .meta({
        title: 'Message ids',
        group: receipts,
        description: 'How message ids in receipts relate to those in answers: the same, or one hexadecimal and the other decimal.',
        options: {
          verbatim: 'The same in both',
          respHex_dlrDec: 'Hexadecimal in answers, decimal in receipts',
          respDec_dlrHex: 'Decimal in answers, hexadecimal in receipts',
          auto: 'Unknown: try every spelling',
        },
      }),
    udh: z
      .enum(['udh8', 'udh16', 'sar', 'payload'])
      .default('udh8')
      .meta({
        title: 'Long texts',
        group: texts,
        description: 'How a long text is cut: header of 8 or 16 bits, SAR parameters, or whole in message_payload.',
        options: { udh8: 'Header with 8 bits', udh16: 'Header with 16 bits', sar: 'SAR parameters', payload: 'Whole, in message_payload' },
      }),
    defaultAlphabet: z
      .enum(['gsm', 'latin1', 'ascii'])
      .default('gsm')
      .meta({
        title: 'Alphabet 0',
        group: texts,
        description: 'What data_coding 0 means to this carrier.',
        options: { gsm: 'GSM 7-bit', latin1: 'Latin-1', ascii: 'ASCII' },
      }),
    sniffUcs2: z.boolean().default(false).meta({
      title: 'Recognise UCS-2',
      group: texts,
      description: 'Some carriers deliver UCS-2 and declare data_coding 0: recognise it by its zeros.',
    }),
    numberFormat: z
      .enum(['plain', 'plus'])
      .default('plain')
      .meta({
        title: 'Plus sign',
        group: numbers,
        description: 'E.164 with or without the leading plus.',
        options: { plain: 'Without: 14155550123', plus: 'With: +14155550123' },
      }),
    country: z
      .string()
      .length(2)
      .default('US')
      .meta({ title: 'Country', group: numbers, description: 'Whose numbers are meant where a number comes without its country code.' }),
    receiptPrefers: z
      .enum(['tlv', 'text'])
      .default('tlv')
      .meta({
        title: 'Believe',
        group: receipts,
        description: 'Which to believe where a receipt’s parameters and text differ.',
        options: { tlv: 'The parameters', text: 'The text' },
      }),
    receiptUnmarked: z.boolean().default(false).meta({
      title: 'Unmarked receipts',
      group: receipts,
      description: 'Take as a receipt what looks like one although it is not marked so.',
    }),
    receiptOffsetMinutes: z.int().min(-840).max(840).default(0).meta({
      title: 'Receipt clock',
      unit: 'min',
      group: receipts,
      description: 'How far the clock in the carrier’s receipts is ahead of UTC.',
    }),
    askValidity: z
      .boolean()
      .default(true)
      .meta({ title: 'Say the validity', group: texts, description: 'Tell the carrier until when a message is worth delivering.' }),
  })
  .describe('A carrier over SMPP, spoken to directly.')
export type Settings = z.infer<typeof settings>
