import type { ReactNode } from 'react'
import type { LinkView } from '#src/routing/views.ts'
import { useNow } from '../../../ui/now.ts'
import { exactly, toTheSecond, until } from '../../../ui/times.ts'
import { Panel } from '../kit/panel.tsx'
import { linkSaid } from './state-words.ts'
import { WindowBar } from './window-bar.tsx'

/** Whether it is up, since when, why not; and how busy it is. Read aloud when it changes. */
export const LinkNow = ({ link }: { link: LinkView }) => {
  const now = useNow()
  const { kind, word, says, technical, next } = linkSaid(link)
  const { since, room, waiting, underWay, window } = link.state
  const tones = { up: 'text-good', coming: 'text-warn', down: 'text-bad', off: 'text-ink-2' }
  return (
    <Panel title="How it is now" note="As the server sees it, a moment ago.">
      <div className="px-4 py-4 sm:px-5">
        <p role="status" className={`font-semibold text-lg ${tones[kind]}`}>
          {word}
          {since && kind !== 'off' && kind !== 'coming' && (
            <time dateTime={since} title={exactly(since)} className="font-normal text-ink-2 text-sm tabular-nums">
              {' '}
              since {until(since, now)}
            </time>
          )}
        </p>
        <p className="mt-0.5 text-ink-2 text-sm">
          {says}
          {next && (
            <span className="whitespace-nowrap tabular-nums">
              {' '}
              Next try at{' '}
              <time dateTime={next} title={exactly(next)}>
                {toTheSecond(next)}
              </time>
              .
            </span>
          )}
        </p>
        {technical && <p className="mt-1 break-words font-mono text-ink-3 text-xs">{technical}</p>}
      </div>
      <dl className="grid grid-cols-2 gap-x-5 gap-y-4 border-line border-t px-4 py-4 sm:grid-cols-4 sm:px-5">
        <Figure name="Under way" note={window === null ? 'handed over, no answer yet' : 'of the window, no answer yet'}>
          {underWay}
          {window !== null && (
            <>
              <span className="font-normal text-ink-2 text-sm"> of {window}</span>
              <span className="my-1.5 block max-w-32">
                <WindowBar share={underWay / window} />
              </span>
            </>
          )}
        </Figure>
        <Figure name="Room" note="it takes so many more now">
          {room}
        </Figure>
        <Figure name="Waiting" note="due, not handed over yet">
          {waiting}
        </Figure>
        <Figure name="Lines" note="leave and arrive through it">
          {link.lines}
        </Figure>
      </dl>
    </Panel>
  )
}

const Figure = ({ name, note, children }: { name: string; note: string; children: ReactNode }) => (
  <div className="min-w-0">
    <dt className="text-ink-3 text-xs">{name}</dt>
    <dd className="mt-1 font-semibold text-lg tabular-nums">
      {children}
      <span className="block font-normal text-ink-3 text-xs">{note}</span>
    </dd>
  </div>
)
