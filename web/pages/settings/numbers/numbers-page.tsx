import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Phone, Plus, Search } from 'lucide-react'
import { useState } from 'react'
import { paths } from '../../../paths.ts'
import { shown } from '../../../ui/addresses.ts'
import { Button, buttonClass } from '../../../ui/button.tsx'
import { Empty } from '../../../ui/empty.tsx'
import { inputClass } from '../../../ui/field.tsx'
import { Loaded } from '../kit/loaded.tsx'
import { LookOnly } from '../kit/look-only.tsx'
import { Page } from '../kit/page.tsx'
import { useMay } from '../may.ts'
import { LIVE_MS, linksQuery, numbersQuery, type OurNumber } from '../queries.ts'
import { AddNumber } from './add-number.tsx'
import { NumberCard } from './number-card.tsx'

/** As many numbers as fit a screen or two need no search. */
const FEW = 6

/** Our numbers, each with the lines that carry it. */
export const NumbersPage = () => {
  const numbers = useQuery({ ...numbersQuery, refetchInterval: LIVE_MS * 2 })
  const links = useQuery(linksQuery)
  const may = useMay('numbers:write')
  const [adding, setAdding] = useState(false)
  const [q, setQ] = useState('')
  const noLink = links.data?.length === 0
  const add = may && (
    <Button look="primary" onClick={() => setAdding(true)}>
      <Plus className="size-4" aria-hidden />
      Add a number
    </Button>
  )
  return (
    <Page
      title="Numbers and lines"
      lead="A number is yours; a line lets a link carry it. A number with several lines leaves through the first that is up."
      actions={numbers.data && numbers.data.items.length > 0 && add}
    >
      <LookOnly scope="numbers:write" />
      <Loaded of={numbers}>
        {({ items, next }) =>
          items.length === 0 ? (
            <Empty
              icon={Phone}
              title="No number yet"
              actions={
                noLink && may ? (
                  <Link {...paths.newLink()} className={buttonClass('primary')}>
                    Add a carrier first
                  </Link>
                ) : (
                  add
                )
              }
            >
              Add the number your customers know, and choose which link carries it. Short codes and toll-free numbers too.
            </Empty>
          ) : (
            <div className="flex flex-col gap-4">
              {items.length > FEW && <SearchNumbers q={q} set={setQ} />}
              {matching(items, q).map((it) => (
                <NumberCard key={it.number} number={it} links={links.data ?? []} />
              ))}
              {matching(items, q).length === 0 && <p className="text-ink-2 text-sm">No number or name has “{q}” in it.</p>}
              {next && <p className="text-[0.8125rem] text-ink-3">These are the first {items.length}. The API has them all.</p>}
            </div>
          )
        }
      </Loaded>
      {adding && <AddNumber links={links.data ?? []} close={() => setAdding(false)} />}
    </Page>
  )
}

const SearchNumbers = ({ q, set }: { q: string; set: (q: string) => void }) => (
  <div className="relative max-w-sm">
    <Search className="absolute top-3 left-3 size-4 text-ink-3" aria-hidden />
    <input
      type="search"
      aria-label="Find a number"
      placeholder="Find a number or its name"
      value={q}
      onChange={(it) => set(it.target.value)}
      className={`${inputClass} pl-9`}
    />
  </div>
)

function matching(items: OurNumber[], q: string): OurNumber[] {
  const words = q.trim().toLowerCase()
  const digits = words.replaceAll(/\D/g, '')
  return items.filter(
    ({ number, label }) =>
      label.toLowerCase().includes(words) ||
      shown(number).includes(words) ||
      (digits !== '' && number.replaceAll(/\D/g, '').includes(digits)),
  )
}
