import { keepPreviousData, useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query'
import { Search, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { deletePoliciesListsByListByPrefix } from '../../../../client/sdk.generated.ts'
import { Button } from '../../../ui/button.tsx'
import { inputClass } from '../../../ui/field.tsx'
import { IconButton } from '../../../ui/icon-button.tsx'
import { Loaded } from '../kit/loaded.tsx'
import { No } from '../kit/no.tsx'
import { useMay } from '../may.ts'
import { type ListHead, listQuery, settingsKeys } from '../queries.ts'

/** What stands in a list, by the digits it begins with. */
export const ListEntries = ({ list, title }: { list: ListHead['list']; title: string }) => {
  const cache = useQueryClient()
  const may = useMay('policies:write')
  const [find, setFind] = useState('')
  const entries = useInfiniteQuery({ ...listQuery(list, find.trim()), placeholderData: keepPreviousData })
  const remove = useMutation({
    mutationFn: (prefix: string) => deletePoliciesListsByListByPrefix({ path: { list, prefix } }),
    onSuccess: () => cache.invalidateQueries({ queryKey: settingsKeys.lists }),
  })
  return (
    <div>
      <div className="relative m-3 max-w-sm">
        <Search className="absolute top-3 left-3 size-4 text-ink-3" aria-hidden />
        <input
          type="search"
          inputMode="tel"
          aria-label={`Find in ${title}`}
          placeholder="Find by first digits"
          maxLength={30}
          value={find}
          onChange={(it) => setFind(it.target.value)}
          className={`${inputClass} pl-9`}
        />
      </div>
      {remove.error && (
        <div className="m-3">
          <No error={remove.error} what="It was not taken off." />
        </div>
      )}
      <Loaded of={entries}>
        {({ pages }) => {
          const items = pages.flatMap((it) => it.items)
          return (
            <>
              {items.length === 0 && <p className="px-4 pt-1 pb-4 text-[0.8125rem] text-ink-2">Nothing begins with “{find}”.</p>}
              <ul className="border-line border-t">
                {items.map(({ prefix, note }) => (
                  <li key={prefix} className="flex min-h-11 items-center gap-3 border-line border-b px-4 py-1.5 text-sm last:border-0">
                    <span className="shrink-0 font-mono text-[0.8125rem] tabular-nums">+{prefix}</span>
                    <span className="min-w-0 grow truncate text-[0.8125rem] text-ink-3">{note}</span>
                    {may && (
                      <IconButton
                        icon={Trash2}
                        label={`Take +${prefix} off`}
                        disabled={remove.isPending && remove.variables === prefix}
                        onClick={() => remove.mutate(prefix)}
                      />
                    )}
                  </li>
                ))}
              </ul>
              {entries.hasNextPage && (
                <div className="border-line border-t p-3">
                  <Button size="sm" disabled={entries.isFetchingNextPage} onClick={() => void entries.fetchNextPage()}>
                    Show more
                  </Button>
                </div>
              )}
            </>
          )
        }}
      </Loaded>
    </div>
  )
}
