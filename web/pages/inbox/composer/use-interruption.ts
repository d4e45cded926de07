import { useEffect, useRef, useState } from 'react'
import type { Conversation } from '#src/conversations/views.ts'
import type { Bubble } from '#src/message/views.ts'
import { arrivals } from '../../../api/live/arrivals.ts'
import { useSession } from '../../../api/who.ts'

/** A press this soon after an arrival was under way before anybody could read it, and is not held back. */
const REACTION_MS = 300

export type Interruption = { messages: Bubble[]; pressed: boolean; holds: () => boolean; dismiss: () => void }

/** What was said by them or a colleague while somebody composes: it may change the answer, so Send asks once. */
export function useInterruption({ id }: Conversation, composing: boolean): Interruption {
  const { member } = useSession()
  const [messages, setMessages] = useState<Bubble[]>([])
  const [pressed, setPressed] = useState(false)
  const since = useRef(0)

  useEffect(() => {
    const hear = () => {
      const known = new Set(messages.map((it) => it.id))
      const fresh = arrivals.get().filter((it) => it.conversationId === id && isTheirs(it, member.id) && !known.has(it.id))
      if (!composing || fresh.length === 0) return
      since.current = performance.now()
      setMessages([...messages, ...fresh])
      setPressed(false)
    }
    return arrivals.subscribe(hear)
  }, [id, composing, member.id, messages])

  useEffect(() => {
    if (composing) return
    setMessages([])
    setPressed(false)
  }, [composing])

  const holds = () => {
    if (messages.length === 0 || pressed || performance.now() - since.current < REACTION_MS) return false
    setPressed(true)
    return true
  }
  const dismiss = () => {
    setMessages([])
    setPressed(false)
  }
  return { messages, pressed, holds, dismiss }
}

/** New, and not ours: what changes later (a tick) is no interruption. */
const isTheirs = (it: Bubble, me: string): boolean =>
  it.direction === 'in' || (it.by !== null && it.by.memberId !== me && ['queued', 'sending'].includes(it.state))
