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
