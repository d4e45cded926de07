/** Why a command could not do what it was asked, as one sentence for whoever typed it. */
export class NotPossible extends Error {
  override name = 'NotPossible'
}
