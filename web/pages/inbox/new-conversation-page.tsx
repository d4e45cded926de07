import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { ArrowLeft } from 'lucide-react'
import { useRef, useState } from 'react'
import { startConversation } from '../../api/commands.ts'
import { isRefusal, plainly } from '../../api/request.ts'
import { useLines } from '../../api/who.ts'
import { paths } from '../../paths.ts'
import { Field } from '../../ui/field.tsx'
import { iconButtonClass } from '../../ui/icon-button.tsx'
import { uuid } from '../../ui/uuid.ts'
import { Desk } from './composer/desk.tsx'

export const NewConversationPage = () => {
  const cache = useQueryClient()
  const navigate = useNavigate()
  const lines = useLines()
  const [to, setTo] = useState('')
  const [text, setText] = useState('')
  const [lineId, setLineId] = useState<string | null>(null)
  const line = lines.find((it) => it.id === lineId) ?? lines.find((it) => it.up) ?? lines[0]
  // Pressing again after silence must not say it twice.
  const clientId = useRef(uuid())
  const start = useMutation({
    mutationFn: () => startConversation(cache, { to: to.trim(), text, clientId: clientId.current, ...(line ? { lineId: line.id } : {}) }),
    onSuccess: (it) => navigate({ ...paths.conversation(it.id), replace: true }),
    onError: (error) => {
      if (isRefusal(error, 400) || isRefusal(error, 422)) clientId.current = uuid()
    },
  })
  return (
    <div className="flex min-h-0 grow flex-col">
      <header className="flex h-14 shrink-0 items-center gap-2 border-line border-b px-4 max-md:pl-1.5">
        <Link {...paths.inbox()} aria-label="Back to the list" className={`${iconButtonClass} md:hidden`}>
          <ArrowLeft className="size-5" aria-hidden />
        </Link>
        <h2 className="font-semibold text-[0.9375rem]">New conversation</h2>
      </header>
      <div className="mx-auto flex w-full max-w-2xl grow flex-col gap-5 overflow-y-auto px-4 py-6 sm:px-6">
        <Field
          label="To"
          type="text"
          inputMode="tel"
          autoComplete="off"
          placeholder="+1 415 555 0100"
          autoFocus
          value={to}
          maxLength={80}
          onChange={(it) => {
            setTo(it.target.value)
            start.reset()
          }}
          wrong={start.error && plainly(start.error)}
          note="With its country code, in any spelling. Whoever wrote to you before is recognised."
        />
        <Desk
          id="first-words"
          label="Your message"
          text={text}
          setText={setText}
          line={line}
          lines={lines}
          chooseLine={setLineId}
          busy={start.isPending}
          send={() => start.mutate()}
          sendLabel="Send"
        />
      </div>
    </div>
  )
}
