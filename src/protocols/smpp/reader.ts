/** Chunks to PDUs, sorted into requests, responses and those that cannot be read. */
import { decode } from './decode.ts'
import { RecoverablePduError } from './errors.ts'
import { Framer } from './frames.ts'
import type { Limits } from './layouts.ts'
import { isResponse, type Pdu, type Response } from './pdu.ts'

export interface Sorted {
  request(pdu: Pdu): void
  response(resp: Response): void
  bad(error: RecoverablePduError): void
  /** False once the session has ended: what follows in the chunk is not for it. */
  listening(): boolean
}

/** What a chunk says about the peer being there. */
export interface Heard {
  /** A PDU came other than enquire_link and its answer. */
  active: boolean
  /** A whole PDU came. */
  whole: boolean
  /** One has begun and is not whole. */
  partial: boolean
}

export class Reader {
  readonly #framer: Framer
  readonly #limits: Limits
  readonly #to: Sorted

  constructor(maxPduBytes: number, limits: Limits, to: Sorted) {
    this.#framer = new Framer(maxPduBytes)
    this.#limits = limits
    this.#to = to
  }

  /** Throws UnrecoverablePduError, after having passed on everything before the impossible PDU. */
  read(chunk: Uint8Array): Heard {
    let [active, whole] = [false, false]
    this.#framer.push(chunk)
    while (this.#to.listening() && this.#framer.next()) {
      whole = true
      if (this.#pdu()) active = true
    }
    return { active, whole, partial: this.#framer.pendingBytes > 0 }
  }

  #pdu(): boolean {
    const { buffer, start, end } = this.#framer
    let pdu: Pdu
    try {
      pdu = decode(buffer, start, end, this.#limits)
    } catch (error) {
      if (!(error instanceof RecoverablePduError)) throw error
      this.#to.bad(error)
      return true
    }
    if (isResponse(pdu.kind))
      this.#to.response(pdu as Response) // by its kind
    else this.#to.request(pdu)
    return pdu.kind !== 'enquire_link' && pdu.kind !== 'enquire_link_resp'
  }
}
