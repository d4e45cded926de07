/** How a carrier answers that has lost its mind. */
import { messageResp } from '#src/protocols/smpp/build.ts'
import { encode } from '#src/protocols/smpp/encode.ts'
import type { EsmeRequest } from '#src/protocols/smpp/pdu.ts'
import type { ServerSession } from '#src/protocols/smpp/server-session.ts'
import type { Agenda } from '../agenda.ts'
import type { Random } from '../random.ts'

const GARBAGE_BYTES = 48
const HALF_MS = 40

/** garbage: bytes that begin no PDU. half: the beginning of a response, then nothing, then the link is gone. */
export function answerBadly(
  session: ServerSession,
  pdus: readonly EsmeRequest[],
  how: 'garbage' | 'half',
  { agenda, random }: { agenda: Agenda; random: Random },
): void {
  const [first] = pdus
  if (how === 'garbage') session.raw(Uint8Array.from({ length: GARBAGE_BYTES }, () => random.between(0, 255)))
  if (how === 'garbage' || !first) return
  const whole = encode(messageResp('submit_sm_resp', { sequence: first.sequence, messageId: 'half' }))
  session.raw(whole.subarray(0, whole.length >> 1))
  agenda.in(HALF_MS, () => session.destroy())
}
