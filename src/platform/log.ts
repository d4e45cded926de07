import { type Logger, pino } from 'pino'

/** What Tandem says about itself, one JSON object a line on stdout. Never what people say to each other: pass ids, not messages. */
export type Log = Logger

export const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const
export type LogLevel = (typeof logLevels)[number]

/** A second net, should somebody log a whole object after all: words and secrets go, at the top and one level down. */
const secret = ['authorization', 'cookie', 'password', 'secret', 'token', 'apiKey', 'text', 'body', 'parts', 'caption']

export function openLog(level: LogLevel, destination?: { write(line: string): void }): Log {
  const settings = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: { paths: secret.flatMap((name) => [name, `*.${name}`, `*.headers.${name}`]), censor: '[kept out of the log]' },
  }
  return destination ? pino(settings, destination) : pino(settings)
}
