import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import type { Conversation } from '#src/conversations/views.ts'
import { send } from '../../../api/commands.ts'
import { MOST_UNSENT } from '../../../api/outbox/outbox.ts'
import { drafts, keepDraft } from '../../../api/outbox/store.ts'
import { useLines } from '../../../api/who.ts'
import { ids } from '../../desk/focus.ts'
import { firstNameOf } from '../title.ts'
import { ConsentNotice } from './consent-notice.tsx'
import { Desk } from './desk.tsx'
import { InterruptionBar } from './interruption-bar.tsx'
import { useInterruption } from './use-interruption.ts'

/** A keystroke is kept soon, not at once: writing to disk would be felt. */
const KEEP_MS = 250

/** Where an answer is written. What is typed stays in this browser until it is sent. */
export const Composer = ({ conversation }: { conversation: Conversation }) => {
  const cache = useQueryClient()
  const lines = useLines()
  const [text, setText] = useDraft(conversation.id)
  const [lineId, setLineId] = useState<string | null>(null)
  const [full, setFull] = useState(false)
  const line = lines.find((it) => it.id === (lineId ?? conversation.lineId)) ?? lines[0]
  const interruption = useInterruption(conversation, text !== '')

  const say = () => {
    if (text === '' || interruption.holds()) return
    const kept = send(cache, conversation.id, text, lineId ?? undefined)
    setFull(!kept)
    if (kept) setText('')
  }

  return (
    <section aria-label="Reply" className="shrink-0 px-4 pb-[max(0.875rem,env(safe-area-inset-bottom))] sm:px-6">
      <div className="mx-auto max-w-4xl">
        <ConsentNotice contact={conversation.contact} />
        <InterruptionBar interruption={interruption} />
        {full && (
          <p role="alert" className="pb-2 text-bad text-xs">
            {MOST_UNSENT} messages wait for the connection already. Your text stays here; send it when some have left.
          </p>
        )}
        <Desk
          id={ids.reply}
          label={`Reply to ${firstNameOf(conversation.contact)}`}
          text={text}
          setText={setText}
          line={line}
          lines={lines}
          chooseLine={setLineId}
          send={say}
          sendLabel={interruption.pressed ? 'Send anyway' : 'Send'}
        />
      </div>
    </section>
  )
}

function useDraft(conversationId: string): [string, (text: string) => void] {
  const [text, setText] = useState(() => drafts().get()[conversationId] ?? '')
  const unkept = useRef<string | null>(null)
  const timer = useRef(0)
  useEffect(() => {
    const keep = () => {
      if (unkept.current !== null) keepDraft(conversationId, unkept.current)
      unkept.current = null
    }
    addEventListener('pagehide', keep)
    return () => {
      removeEventListener('pagehide', keep)
      keep()
    }
  }, [conversationId])
  const change = (next: string) => {
    setText(next)
    unkept.current = next
    clearTimeout(timer.current)
    timer.current = window.setTimeout(
      () => {
        keepDraft(conversationId, next)
        unkept.current = null
      },
      next === '' ? 0 : KEEP_MS,
    )
  }
  return [text, change]
}
