import { useQuery } from '@tanstack/react-query'
import { useParams, useSearch } from '@tanstack/react-router'
import { MapPinOff } from 'lucide-react'
import { conversationQuery } from '../../api/queries.ts'
import { isRefusal, plainly } from '../../api/request.ts'
import { Button } from '../../ui/button.tsx'
import { Empty } from '../../ui/empty.tsx'
import { Composer } from './composer/composer.tsx'
import { SidePane } from './side/side-pane.tsx'
import { Announcer } from './thread/announcer.tsx'
import { Thread } from './thread/thread.tsx'
import { ThreadHeader } from './thread/thread-header.tsx'

export const ConversationPage = () => {
  const { conversationId } = useParams({ from: '/signed-in/inbox/$conversationId' })
  const { message = null } = useSearch({ from: '/signed-in/inbox/$conversationId' })
  const { data: conversation, error, refetch } = useQuery(conversationQuery(conversationId))
  if (!conversation) return error ? <NotShown error={error} again={() => void refetch()} /> : <Waiting />
  return (
    <>
      <div className="flex min-h-0 min-w-0 grow flex-col">
        <ThreadHeader conversation={conversation} />
        <Thread key={`${conversationId} ${message}`} conversation={conversation} around={message} />
        <Composer key={conversationId} conversation={conversation} />
        <Announcer conversation={conversation} />
      </div>
      <SidePane conversation={conversation} />
    </>
  )
}

const NotShown = ({ error, again }: { error: unknown; again: () => void }) =>
  isRefusal(error, 404) ? (
    <div className="m-auto">
      <Empty icon={MapPinOff} title="There is no such conversation">
        The link may be old, or it belongs to another workspace.
      </Empty>
    </div>
  ) : (
    <div className="m-auto">
      <Empty icon={MapPinOff} title="The conversation could not be opened" actions={<Button onClick={again}>Try again</Button>}>
        <p role="alert">{plainly(error)}</p>
      </Empty>
    </div>
  )

const Waiting = () => <div role="status" aria-label="Opening the conversation" className="grow" />
