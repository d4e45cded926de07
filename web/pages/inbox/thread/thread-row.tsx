import { memo } from 'react'
import type { Contact } from '#src/message/contact.ts'
import { useNow } from '../../../ui/now.ts'
import { dayName } from '../../../ui/times.ts'
import { BubbleRow } from './bubble-row.tsx'
import type { Row } from './rows.ts'
import { UnsentRow } from './unsent-row.tsx'

type Props = { row: Row; contact: Contact; me: string; landed: boolean }

export const ThreadRow = memo(({ row, contact, me, landed }: Props) => {
  if (row.kind === 'unsent') return <UnsentRow unsent={row.unsent} />
  return (
    <>
      {row.newDay && <Day at={row.bubble.at} />}
      <BubbleRow bubble={row.bubble} begins={row.begins} ends={row.ends} contact={contact} me={me} landed={landed} />
    </>
  )
})

const Day = ({ at }: { at: string }) => (
  <div className="flex justify-center py-3">
    <span className="rounded-full bg-theirs px-2.5 py-0.5 font-medium text-2xs text-ink-3">{dayName(at, useNow())}</span>
  </div>
)
