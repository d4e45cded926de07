import { takenInWords } from '#src/routing/names.ts'

/** Why a command could not do what it was asked, as one sentence for whoever typed it. */
export class NotPossible extends Error {
  override name = 'NotPossible'
}

/** What was typed is not right, as one sentence for whoever typed it. */
export class NotRight extends Error {
  override name = 'NotRight'
}

/** Whom the command needs does not answer. */
export class NotReachable extends Error {
  override name = 'NotReachable'
}

/** As the API says it, in one sentence more. */
export function nameTaken(what: 'carrier' | 'link', name: string): NotPossible {
  const { title, remedy } = takenInWords(what, name)
  return new NotPossible(`${title} ${remedy}`)
}
