import type { Purpose } from '#src/message/message.ts'

/** Retry is decided here and nowhere else. */

/** How long a message is worth sending, by purpose: our choice; a code is worthless when its screen has timed out. */
export const validitySeconds: Record<Purpose, number> = {
  code: 10 * 60,
  keyword_reply: 5 * 60,
  conversation: 24 * 3600,
  service: 48 * 3600,
  marketing: 24 * 3600,
}

/** A receipt may be this late after the validity has passed, before we say "not reported". */
export const receiptMarginSeconds = 3600

/** A message declared `resend` is handed over this often at most; after the last time it is in doubt like any other. Our choice. */
export const mostResends = 3

const firstWaitSeconds = 1
const longestWaitSeconds = 120

/** When to try again, in seconds: what the other side asked for, or twice as long each time. */
export function waitSeconds(attempts: number, asked?: number): number {
  return Math.max(asked ?? 0, Math.min(longestWaitSeconds, firstWaitSeconds * 2 ** Math.max(0, attempts - 1)))
}
