import { useQuery } from '@tanstack/react-query'
import { Link, useParams, useSearch } from '@tanstack/react-router'
import { RadioTower } from 'lucide-react'
import { isRefusal } from '../../../api/request.ts'
import { paths } from '../../../paths.ts'
import { buttonClass } from '../../../ui/button.tsx'
import { Empty } from '../../../ui/empty.tsx'
import { Loaded } from '../kit/loaded.tsx'
import { LookOnly } from '../kit/look-only.tsx'
import { Page } from '../kit/page.tsx'
import { channelsQuery, LIVE_MS, linkQuery } from '../queries.ts'
import { EditLink } from './edit-link.tsx'
import { LinkActions } from './link-actions.tsx'
import { LinkLines } from './link-lines.tsx'
import { LinkNow } from './link-now.tsx'
import { LinkSettings } from './link-settings.tsx'
import { LinkState } from './link-state.tsx'

const back = { to: paths.links(), text: 'Carriers and links' }
/** Somebody waits for it to come up. */
const EAGER_MS = 700

/** One link: how it is now, who uses it, and every setting with its meaning. */
export const LinkPage = () => {
  const { linkId } = useParams({ from: '/signed-in/settings/links/$linkId' })
  const { edit = false } = useSearch({ from: '/signed-in/settings/links/$linkId' })
  const link = useQuery({
    ...linkQuery(linkId),
    refetchInterval: ({ state: { data } }) => (data?.enabled && !data.state.up ? EAGER_MS : LIVE_MS),
  })
  const channels = useQuery(channelsQuery)
  if (isRefusal(link.error, 404))
    return (
      <Page title="No such link" back={back}>
        <Empty
          icon={RadioTower}
          title="There is no such link"
          actions={
            <Link {...back.to} className={buttonClass()}>
              All links
            </Link>
          }
        >
          It may have been removed, or it belongs to another workspace.
        </Empty>
      </Page>
    )
  const { data } = link
  const channel = channels.data?.find(({ name }) => name === data?.channel)
  return (
    <Page
      title={data?.name ?? 'Link'}
      back={back}
      lead={
        data && (
          <span className="flex flex-wrap items-center gap-x-2.5 gap-y-1.5">
            <LinkState link={data} />
            {data.channelLabel}
            {data.carrier && ` · ${data.carrier.name}`}
          </span>
        )
      }
      actions={data && !edit && <LinkActions link={data} />}
    >
      <Loaded of={link}>
        {(it) => (
          <>
            <LookOnly scope="links:write" />
            <LinkNow link={it} />
            {edit && channel ? (
              <EditLink key={it.id} link={it} channel={channel} />
            ) : (
              <>
                <LinkLines link={it} />
                {channel && <LinkSettings link={it} channel={channel} />}
              </>
            )}
          </>
        )}
      </Loaded>
    </Page>
  )
}
