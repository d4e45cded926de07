/** What Kannel 1.4.5 (Debian) made of kill -9 of its bearerbox three seconds into 20,000 messages, three runs each, window 2 × 100: medians. */
export const kannelsKills = [
  { who: 'Kannel, store none, 1 kill', accepted: 20_000, lost: 2_361, unmarkedDuplicates: 0 },
  { who: 'Kannel, store file, 1 kill', accepted: 20_000, lost: 0, unmarkedDuplicates: 200 },
  { who: 'Kannel, store spool, 1 kill', accepted: 20_000, lost: 0, unmarkedDuplicates: 200 },
]
