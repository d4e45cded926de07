import { Refused } from '../../../api/request.ts'

/** What the server found wrong, by the path of the field; `under` is where the settings lie in what was sent. */
export const wrongOf = (error: unknown, under = ''): Map<string, string> =>
  new Map(
    (error instanceof Refused ? (error.problem.fields ?? []) : []).flatMap(({ path, message }): [string, string][] =>
      path.startsWith(under) ? [[path.slice(under.length), `${message.charAt(0).toUpperCase()}${message.slice(1)}`]] : [],
    ),
  )
