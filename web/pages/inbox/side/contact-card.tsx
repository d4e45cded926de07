import type { Conversation } from '#src/conversations/views.ts'
import { shown } from '../../../ui/addresses.ts'
import { Avatar } from '../../../ui/avatar.tsx'
import { useNow } from '../../../ui/now.ts'
import { clockIn, dateOf } from '../../../ui/times.ts'
import { SEALED } from '../sealed.ts'
import { ConsentLine } from './consent-line.tsx'
import { ContactName } from './contact-name.tsx'
import { PaneHeader } from './pane-header.tsx'

/** Who it is, and what they have agreed to. */
export const ContactCard = ({ conversation, close }: { conversation: Conversation; close: () => void }) => {
  const { contact, assignee, ourNumber } = conversation
  const now = useNow()
  return (
    <>
      <PaneHeader title="Contact" close={close} />
      <div className="min-h-0 grow overflow-y-auto px-5 pb-6">
        <div className="flex flex-col items-center pt-2 pb-5 text-center">
          <Avatar name={contact.name} seed={contact.id} size="lg" />
          <div className="mt-3 w-full">
            {contact.sealed ? (
              <p className="text-ink-2 text-sm italic">{SEALED[contact.sealed]}</p>
            ) : (
              <ContactName key={contact.id} contact={contact} />
            )}
          </div>
        </div>
        <h3 className={heading}>Where to reach them</h3>
        <ul className="flex flex-col gap-2">
          {contact.addresses.map(({ uri, consent }) => (
            <li key={uri} className="rounded-xl border border-line bg-paper p-3">
              <p className="select-all font-medium tabular-nums">{shown(uri)}</p>
              <ConsentLine consent={consent} />
            </li>
          ))}
        </ul>
        <h3 className={heading}>Details</h3>
        <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1.5 text-[0.8125rem]">
          {contact.timeZone && (
            <Fact name="Their time">
              {clockIn(contact.timeZone, now)} <span className="text-ink-3">{contact.timeZone.replaceAll('_', ' ')}</span>
            </Fact>
          )}
          <Fact name="Assigned to">{assignee?.name ?? 'Nobody'}</Fact>
          {ourNumber && <Fact name="Writes to">{shown(ourNumber)}</Fact>}
          <Fact name="Known since">{dateOf(contact.createdAt)}</Fact>
        </dl>
      </div>
    </>
  )
}

const heading = 'mt-5 mb-2 font-medium text-2xs text-ink-3 uppercase tracking-wider first:mt-0'

const Fact = ({ name, children }: { name: string; children: React.ReactNode }) => (
  <>
    <dt className="text-ink-3">{name}</dt>
    <dd className="min-w-0 break-words">{children}</dd>
  </>
)
