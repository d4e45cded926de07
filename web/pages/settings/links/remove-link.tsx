import { useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import type { LinkView } from '#src/routing/views.ts'
import { deleteLinksById } from '../../../../client/sdk.generated.ts'
import { paths } from '../../../paths.ts'
import { Confirm } from '../kit/confirm.tsx'
import { settingsKeys } from '../queries.ts'

/** What stands against it is said before anybody tries. */
export const RemoveLink = ({ link, close }: { link: LinkView; close: () => void }) => {
  const cache = useQueryClient()
  const navigate = useNavigate()
  const remove = async () => {
    await deleteLinksById({ path: { id: link.id } })
    await navigate(paths.links())
    cache.removeQueries({ queryKey: settingsKeys.link(link.id) })
    await cache.invalidateQueries({ queryKey: settingsKeys.carriers })
  }
  const { waiting, underWay } = link.state
  return (
    <Confirm
      title={`Remove ${link.name}?`}
      verb="Remove the link"
      does={remove}
      close={close}
      against={
        link.lines > 0 && (
          <>
            <p>
              {link.lines === 1 ? 'One line still uses' : `${link.lines} lines still use`} this link. Without it{' '}
              {link.lines === 1 ? 'it' : 'they'} could neither send nor hear.
            </p>
            <p>
              Remove {link.lines === 1 ? 'it' : 'them'} under{' '}
              <Link {...paths.numbers()} className="font-medium text-accent underline underline-offset-2">
                Numbers and lines
              </Link>{' '}
              first, or only switch the link off.
            </p>
          </>
        )
      }
    >
      <p>It is closed, and its settings and secrets are gone for good. What went through it keeps its history.</p>
      {waiting + underWay > 0 && (
        <p>
          {waiting + underWay} {waiting + underWay === 1 ? 'message is' : 'messages are'} still on the way: the server will refuse until
          they have gone.
        </p>
      )}
    </Confirm>
  )
}
