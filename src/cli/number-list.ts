import { Command } from 'commander'
import { linesOfNumbers, mostNumbers, numbersOf } from '#src/numbers/store.ts'
import { answer } from './answer.ts'
import { plainly } from './number-add.ts'
import { type InWorkspace, withWorkspace, workspaceOption } from './operator.ts'
import { table } from './table.ts'

/** `tandem number list` */
export function numberList(): Command {
  return new Command('list').description('List the numbers, and the links that carry them.').addOption(workspaceOption()).action(list)
}

async function list({ workspace, json }: InWorkspace): Promise<void> {
  const items = await withWorkspace(workspace, ({ db, workspace: { id } }) =>
    db.web(id, async (tx) => {
      const numbers = await numbersOf(tx, id, { after: null, limit: mostNumbers })
      const lines = Map.groupBy(
        await linesOfNumbers(
          tx,
          id,
          numbers.map(({ uri }) => uri),
        ),
        ({ uri }) => uri,
      )
      return numbers.map(({ uri, label, madeAt }) => ({
        number: uri,
        label,
        madeAt,
        links: (lines.get(uri) ?? []).map(({ linkName }) => linkName),
      }))
    }),
  )
  const rows = items.map(({ number, label, links }) => [plainly(number), label, links.join(', ') || 'none yet'])
  answer(
    json,
    { items },
    rows.length > 0 ? table(['number', 'label', 'links'], rows) : 'There is no number yet: tandem number add makes one.',
  )
}
