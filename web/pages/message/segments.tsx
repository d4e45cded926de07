import type { MessagePage } from '#src/message/views.ts'
import { exactly, toTheMillisecond } from '../../ui/times.ts'
import { cellClass, headClass, Section, tableClass } from './section.tsx'

/** Each segment travels alone, and is reported alone. */
export const Segments = ({ list, incoming }: { list: MessagePage['segmentList']; incoming: boolean }) =>
  list.length === 0 ? null : (
    <Section
      title={incoming ? 'Segments' : 'Segments and receipts'}
      note={incoming ? 'As they came in.' : 'What the carrier said of each.'}
    >
      <table className={tableClass}>
        <thead>
          <tr className="border-line border-b">
            <th className={headClass}>No.</th>
            <th className={headClass}>State</th>
            <th className={headClass}>The carrier’s id</th>
            <th className={headClass}>When</th>
          </tr>
        </thead>
        <tbody>
          {list.map((it) => (
            <tr key={it.index} className="border-line border-b last:border-0">
              <th scope="row" className={`${cellClass} text-left font-medium tabular-nums`}>
                {it.index}
              </th>
              <td className={cellClass}>
                {it.state}
                {it.detail && <span className="block break-words font-mono text-ink-3 text-xs">{it.detail}</span>}
              </td>
              <td className={`${cellClass} select-all break-all font-mono text-xs`}>{it.carrierId ?? '–'}</td>
              <td className={`${cellClass} whitespace-nowrap pr-0 text-ink-3 text-xs tabular-nums`}>
                {it.at ? (
                  <time dateTime={it.at} title={exactly(it.at)}>
                    {toTheMillisecond(it.at)}
                  </time>
                ) : (
                  '–'
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  )
