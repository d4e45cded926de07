import { useState } from 'react'
import { Button } from '../../../ui/button.tsx'
import { When } from '../../../ui/when.tsx'
import { Panel } from '../kit/panel.tsx'
import { useMay } from '../may.ts'
import type { ListHead } from '../queries.ts'
import { AddEntries } from './add-entries.tsx'
import { ListEntries } from './list-entries.tsx'
import { lists } from './lists.ts'
import { UploadList } from './upload-list.tsx'

/** One list: what it is for, how long it is, what stands in it, and how to change it. */
export const ListPanel = ({ head, most }: { head: ListHead; most: number }) => {
  const may = useMay('policies:write')
  const [adding, setAdding] = useState(false)
  const { title, says, empty } = lists[head.list]
  return (
    <Panel
      title={title}
      note={says}
      actions={
        may && (
          <>
            <UploadList head={head} title={title} most={most} />
            <Button size="sm" onClick={() => setAdding(true)}>
              Add
            </Button>
          </>
        )
      }
    >
      <p className="flex flex-wrap gap-x-2 border-line border-b px-4 py-2.5 text-[0.8125rem]">
        <span className="font-medium tabular-nums">
          {head.entries.toLocaleString('en')} {head.entries === 1 ? 'entry' : 'entries'}
        </span>
        {head.changedAt && (
          <span className="text-ink-3">
            changed <When at={head.changedAt} spoken />
          </span>
        )}
      </p>
      {head.entries === 0 ? (
        <p className="px-4 py-3.5 text-[0.8125rem] text-ink-2">{empty}</p>
      ) : (
        <ListEntries list={head.list} title={title} />
      )}
      {adding && <AddEntries list={head.list} title={title} close={() => setAdding(false)} />}
    </Panel>
  )
}
