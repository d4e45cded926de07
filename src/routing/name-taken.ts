import { Problem } from '#src/platform/problem.ts'
import { takenInWords } from './names.ts'

/** What the API answers where a name is taken. */
export function nameTaken(what: 'carrier' | 'link', name: string): Problem {
  const { title, remedy } = takenInWords(what, name)
  return new Problem(409, 'name_taken', title, { remedy })
}
