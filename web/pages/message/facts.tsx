import type { ReactNode } from 'react'
import type { MessagePage } from '#src/message/views.ts'
import { shown } from '../../ui/addresses.ts'
import { Section } from './section.tsx'

const purposes: Record<MessagePage['purpose'], string> = {
  code: 'Code',
  service: 'Service',
  conversation: 'Conversation',
  marketing: 'Marketing',
  keyword_reply: 'Answer to a keyword',
}

const encodings: Record<string, string> = { gsm7: 'GSM-7', ucs2: 'UCS-2' }

/** Which way it went, and what it is called. */
export const Facts = ({ message: it }: { message: MessagePage }) => (
  <Section title="The way it went">
    <dl className="grid gap-y-3 text-[0.8125rem] max-lg:grid-cols-2">
      <Fact name="From">{shown(it.from)}</Fact>
      <Fact name="To">{it.to.map(shown).join(', ')}</Fact>
      {it.by && <Fact name="Written by">{it.by.name}</Fact>}
      <Fact name="Channel">{it.channel}</Fact>
      {it.line && <Fact name="Line">{shown(it.line.number)}</Fact>}
      {it.line && <Fact name="Link">{it.line.linkName}</Fact>}
      {it.line && <Fact name="Carrier">{it.line.carrierName}</Fact>}
      <Fact name="Purpose">{purposes[it.purpose]}</Fact>
      <Fact name="Segments">
        {it.segments}
        {it.encoding && ` · ${encodings[it.encoding] ?? it.encoding}`}
        {it.direction === 'out' && it.deliveredSegments > 0 && `, ${it.deliveredSegments} delivered`}
      </Fact>
      <Fact name="Message id">
        <span className="select-all break-all font-mono text-xs">{it.id}</span>
      </Fact>
    </dl>
  </Section>
)

const Fact = ({ name, children }: { name: string; children: ReactNode }) => (
  <div>
    <dt className="text-ink-3 text-xs">{name}</dt>
    <dd className="mt-0.5 break-words">{children}</dd>
  </div>
)
