import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { ArrowLeft, MailQuestionMark } from 'lucide-react'
import { messageQuery } from '../../api/queries.ts'
import { isRefusal, plainly } from '../../api/request.ts'
import { paths } from '../../paths.ts'
import { Button } from '../../ui/button.tsx'
import { Empty } from '../../ui/empty.tsx'
import { usePageTop } from '../desk/use-page-top.ts'
import { Outcome } from '../inbox/thread/outcome.tsx'
import { Facts } from './facts.tsx'
import { Segments } from './segments.tsx'
import { Summary } from './summary.tsx'
import { needsWords } from './tick-of.ts'
import { Timeline } from './timeline.tsx'
import { Verdicts } from './verdicts.tsx'

/** A message with its whole working: why it was or was not sent, which way it went, and what was heard of it. */
export const MessagePage = () => {
  const { messageId } = useParams({ from: '/signed-in/messages/$messageId' })
  const { data: message, error, refetch } = useQuery(messageQuery(messageId))
  usePageTop(message !== undefined)
  if (!message) return error ? <NotShown error={error} again={() => void refetch()} /> : <main id="main" className="grow bg-paper" />
  return (
    <main id="main" className="min-w-0 grow overflow-y-auto border-line bg-paper md:rounded-tl-2xl md:border-t md:border-l">
      <header className="sticky top-0 z-10 flex h-14 items-center gap-3 border-line border-b bg-paper px-4 sm:px-8">
        <Link
          {...(message.conversationId ? paths.conversation(message.conversationId, { message: message.id }) : paths.inbox())}
          className="inline-flex items-center gap-2 rounded-md font-medium text-[0.8125rem] text-ink-2 hover:text-ink"
        >
          <ArrowLeft className="size-4" aria-hidden />
          {message.conversationId ? 'Show it in its conversation' : 'Inbox'}
        </Link>
      </header>
      <div className="mx-auto max-w-5xl px-4 py-7 sm:px-8">
        <Summary message={message} />
        {needsWords(message.state) && message.actions.length > 0 && (
          <div className="mt-4 flex justify-start [&>div]:items-start [&_p]:text-left">
            <Outcome bubble={message} />
          </div>
        )}
        <div className="mt-8 grid gap-x-12 gap-y-9 lg:grid-cols-[minmax(0,1fr)_17rem]">
          <div className="flex min-w-0 flex-col gap-9">
            <Timeline events={message.events} />
            <Verdicts verdicts={message.verdicts} />
            <Segments list={message.segmentList} incoming={message.direction === 'in'} />
          </div>
          <Facts message={message} />
        </div>
      </div>
    </main>
  )
}

const NotShown = ({ error, again }: { error: unknown; again: () => void }) => (
  <main id="main" className="grid grow place-items-center bg-paper">
    {isRefusal(error, 404) ? (
      <Empty page icon={MailQuestionMark} title="There is no such message">
        The link may be old, or it belongs to another workspace.
      </Empty>
    ) : (
      <Empty page icon={MailQuestionMark} title="The message could not be opened" actions={<Button onClick={again}>Try again</Button>}>
        <p role="alert">{plainly(error)}</p>
      </Empty>
    )}
  </main>
)
