import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { LinkView } from '#src/routing/views.ts'
import { paths } from '../../../paths.ts'
import { shown } from '../../../ui/addresses.ts'
import { Panel } from '../kit/panel.tsx'
import { numbersQuery } from '../queries.ts'

/** Which numbers leave and arrive through it. */
export const LinkLines = ({ link }: { link: LinkView }) => {
  const numbers = useQuery(numbersQuery)
  const lines = (numbers.data?.items ?? []).flatMap((it) => it.lines).filter((it) => it.link.id === link.id)
  return (
    <Panel
      title="Lines"
      note="Numbers this link carries."
      actions={
        <Link {...paths.numbers()} className="rounded-md font-medium text-[0.8125rem] text-accent hover:underline">
          Numbers and lines
        </Link>
      }
    >
      {lines.length === 0 ? (
        <p className="px-4 py-4 text-[0.8125rem] text-ink-2 sm:px-5">
          {link.lines === 0
            ? 'No number uses it yet, so nothing leaves and nothing arrives. Add a number, and let this link carry it.'
            : `${link.lines} ${link.lines === 1 ? 'line uses' : 'lines use'} it.`}
        </p>
      ) : (
        <ul>
          {lines.map((it) => (
            <li key={it.id} className="flex flex-wrap gap-x-3 border-line border-b px-4 py-2.5 text-sm last:border-0 sm:px-5">
              <span className="font-medium tabular-nums">{shown(it.number)}</span>
              <span className="text-ink-2">{it.label}</span>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  )
}
