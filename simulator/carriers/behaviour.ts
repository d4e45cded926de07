/** How a carrier is behaving at the moment. Everything can be changed while it runs. */
import { z } from 'zod'

export const behaviour = z.object({
  /**
   * What a submit is answered. nothing: not taken, no answer. lost: taken and delivered, but the answer never comes.
   * garbage: not taken, bytes that are no SMPP. half: taken, half of the answer, then the link drops.
   */
  answers: z.enum(['normal', 'nothing', 'lost', 'garbage', 'half']),
  /** Before each answer, beside what the carrier always takes. */
  delayMs: z.int().min(0).max(600_000),
  /** Submits taken a second, instead of the carrier's own limit; 0 takes none, null is the carrier's own. */
  perSecond: z.int().min(0).nullable(),
  /** Destinations refused with RINVDSTADR: `+1…`. */
  refuse: z.array(z.string()).max(1_000),
  /** lost: every second one never comes. double: each comes twice. none: none at all. */
  receipts: z.enum(['normal', 'lost', 'double', 'none']),
  /** Binds are refused. */
  refuseBinds: z.boolean(),
  /** Mean time between two drops of every link; 0: none. */
  dropEveryS: z.number().min(0),
})
export type Behaviour = z.infer<typeof behaviour>

/** What one may ask of a carrier: any of the above, links dropped right now, and for how long until it behaves as before. */
export const behaviourChange = behaviour.partial().extend({
  drop: z.boolean().optional(),
  /** A minute's throttling is `{ "throttleForS": 60 }`. */
  throttleForS: z.number().min(0).max(86_400).optional(),
  forS: z.number().min(0).max(86_400).optional(),
})
export type BehaviourChange = z.infer<typeof behaviourChange>

export const usual = (dropEveryS: number): Behaviour => ({
  ...{ answers: 'normal', delayMs: 0, perSecond: null, refuse: [], receipts: 'normal', refuseBinds: false },
  dropEveryS,
})
