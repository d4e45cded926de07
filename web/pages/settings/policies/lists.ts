import type { ListHead } from '../queries.ts'

/** What each list is for. */
export const lists: Record<ListHead['list'], { title: string; says: string; empty: string }> = {
  do_not_originate: {
    title: 'Do not originate',
    says: 'Numbers nobody may send from, because they only ever receive calls. Industry keeps such lists; load yours here.',
    empty: 'Nothing is barred from sending beyond what every number plan forbids.',
  },
  blocked: {
    title: 'Blocked destinations',
    says: 'Numbers, and beginnings of numbers, that you do not send to: premium rates, countries you do not serve.',
    empty: 'You send to every number that can exist. Add +1900 to leave out premium rate numbers.',
  },
}
