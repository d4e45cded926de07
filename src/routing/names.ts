/** Names of carriers and of links: people and commands call them by name, so none may be there twice. Pure. */

/** As people read them: large or small letters make no difference, nor does how an accent is written down. */
const asRead = (name: string): string => name.normalize('NFKC').toLowerCase()

/** Whether another is called so already. `id`: whose name it is to be. Those that share a name since earlier keep it. */
export const isNameTaken = (all: readonly { id: string; name: string }[], { id, name }: { id: string; name: string }): boolean =>
  all.some((it) => it.id !== id && asRead(it.name) === asRead(name))

/** Why something was not added or not renamed. */
export type NotNamed = 'too_many' | 'name_taken'

/** The same for the API and for the command line. */
export const takenInWords = (what: 'carrier' | 'link', name: string): { title: string; remedy: string } => ({
  title: `There is a ${what} called “${name}” already.`,
  remedy: 'Give this one another name; large and small letters make no difference.',
})
