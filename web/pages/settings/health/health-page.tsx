import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { CircleAlert, CircleCheck, type LucideIcon, TriangleAlert } from 'lucide-react'
import type { HealthView } from '#src/app/health-view.ts'
import { useConnection } from '../../../api/use-live.ts'
import { paths } from '../../../paths.ts'
import { useNow } from '../../../ui/now.ts'
import { exactly, until } from '../../../ui/times.ts'
import { Loaded } from '../kit/loaded.tsx'
import { Page } from '../kit/page.tsx'
import { Panel } from '../kit/panel.tsx'
import { healthQuery, LIVE_MS, linksQuery } from '../queries.ts'
import { type Finding, findingsOf } from './findings.ts'

/** How Tandem itself is, and what to do about what is not well. */
export const HealthPage = () => {
  const health = useQuery({ ...healthQuery, refetchInterval: LIVE_MS })
  const links = useQuery({ ...linksQuery, refetchInterval: LIVE_MS })
  return (
    <Page
      title="Health"
      lead={
        <>
          As it is now, on the machine that answers you. The same in figures, for Prometheus and its like, stands at{' '}
          <a href="/metrics" className="font-medium text-accent underline underline-offset-2">
            /metrics
          </a>
          ; whether it is ready, for a load balancer, at{' '}
          <a href="/readyz" className="font-medium text-accent underline underline-offset-2">
            /readyz
          </a>
          .
        </>
      }
    >
      <Loaded of={health}>
        {(it) => (
          <>
            <Findings all={findingsOf(it, links.data ?? [])} stale={health.isError} />
            <Versions health={it} />
          </>
        )}
      </Loaded>
    </Page>
  )
}

const looks: Record<Finding['tone'], { icon: LucideIcon; tone: string; word: string }> = {
  good: { icon: CircleCheck, tone: 'text-good', word: 'Well' },
  warn: { icon: TriangleAlert, tone: 'text-warn', word: 'Look at it' },
  bad: { icon: CircleAlert, tone: 'text-bad', word: 'Not well' },
}

const Findings = ({ all, stale }: { all: Finding[]; stale: boolean }) => {
  const troubles = all.filter(({ tone }) => tone !== 'good').length
  const summary = troubles === 0 ? 'Everything is well.' : `${troubles} ${troubles === 1 ? 'thing wants' : 'things want'} a look.`
  return (
    <Panel title={stale ? 'As it was when the server last answered' : summary}>
      <ul>
        {all.map(({ what, tone, says, todo, linkId }) => {
          const { icon: Icon, tone: color, word } = looks[tone]
          return (
            <li key={what} className="flex items-start gap-3 border-line border-b px-4 py-3 last:border-0 sm:px-5">
              <Icon className={`mt-0.5 size-4.5 shrink-0 ${color}`} strokeWidth={2} aria-hidden />
              <div className="min-w-0 text-sm">
                <p className="font-medium">
                  {what}
                  <span className="sr-only">: {word}</span>
                </p>
                <p className="text-[0.8125rem] text-ink-2">{says}</p>
                {todo && (
                  <p className="mt-1 font-medium text-[0.8125rem]">
                    {todo}{' '}
                    {linkId && (
                      <Link {...paths.link(linkId)} className="text-accent underline underline-offset-2">
                        Open it
                      </Link>
                    )}
                  </p>
                )}
              </div>
            </li>
          )
        })}
      </ul>
    </Panel>
  )
}

const Versions = ({ health: it }: { health: HealthView }) => {
  const now = useNow()
  const { kind } = useConnection()
  const rows = [
    ['Tandem', it.version],
    ['Node.js', it.node],
    ['PostgreSQL', it.postgres],
    [
      'Running since',
      <time key="since" dateTime={it.startedAt} title={exactly(it.startedAt)}>
        {until(it.startedAt, now)}
      </time>,
    ],
    // ours may have been opened since it was counted
    ['Open browsers', Math.max(it.liveBrowsers, kind === 'live' ? 1 : 0)],
    ['Live updates here', kind === 'live' ? 'connected' : 'not connected'],
  ] as const
  return (
    <Panel title="What runs">
      <dl className="grid grid-cols-2 gap-x-5 gap-y-4 px-4 py-4 sm:grid-cols-3 sm:px-5">
        {rows.map(([name, value]) => (
          <div key={name}>
            <dt className="text-ink-3 text-xs">{name}</dt>
            <dd className="mt-0.5 font-medium text-sm tabular-nums">{value}</dd>
          </div>
        ))}
      </dl>
    </Panel>
  )
}
