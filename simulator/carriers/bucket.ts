/** How many submits a carrier takes now. Pure: bucket and time in, bucket out. */
export type Bucket = { readonly tokens: number; readonly at: number }

/** A second's worth may come at once. */
export function draw(bucket: Bucket | null, wanted: number, perSecond: number, now: number): { bucket: Bucket; taken: number } {
  const filled = bucket ? Math.min(perSecond, bucket.tokens + ((now - bucket.at) * perSecond) / 1000) : perSecond
  const taken = Math.min(wanted, Math.floor(filled))
  return { bucket: { tokens: filled - taken, at: now }, taken }
}
