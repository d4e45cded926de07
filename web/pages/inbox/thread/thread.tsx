import { useQuery } from '@tanstack/react-query'
import type { Conversation } from '#src/conversations/views.ts'
import { threadQuery } from '../../../api/queries.ts'
import { plainly } from '../../../api/request.ts'
import { Button } from '../../../ui/button.tsx'
import { MessageList } from './message-list.tsx'

/** What was said, and what to show while it is not there. Stale messages stay when a fetch fails. */
export const Thread = ({ conversation, around }: { conversation: Conversation; around: string | null }) => {
  const thread = useQuery(threadQuery(conversation.id, around))
  return (
    <>
      {thread.isError && (
        <div role="alert" className="flex items-center gap-3 bg-bad-soft px-4 py-2 text-[0.8125rem] text-bad">
          <span className="grow">The messages could not be fetched. {plainly(thread.error)}</span>
          <Button size="sm" onClick={() => void thread.refetch()}>
            Try again
          </Button>
        </div>
      )}
      {thread.data ? (
        <MessageList conversation={conversation} thread={thread.data} around={around} />
      ) : (
        <div role="status" aria-label="Loading messages" className="grow" />
      )}
    </>
  )
}
