import { useQuery } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import { paths } from '../../../paths.ts'
import { ForbiddenPage } from '../kit/forbidden-page.tsx'
import { Loaded } from '../kit/loaded.tsx'
import { Page } from '../kit/page.tsx'
import { useMay } from '../may.ts'
import { carriersQuery, channelsQuery, linksQuery } from '../queries.ts'
import { NewLink } from './new-link.tsx'

export const NewLinkPage = () => {
  const channels = useQuery(channelsQuery)
  const carriers = useQuery(carriersQuery)
  const { data: links = [] } = useQuery(linksQuery)
  const { carrier } = useSearch({ from: '/signed-in/settings/links/new' })
  if (!useMay('links:write')) return <ForbiddenPage title="Add a carrier" scope="links:write" />
  return (
    <Page
      title="Add a carrier"
      lead="Fill in what the carrier gave you. Test it before you save: nothing is sent. Once saved it is opened at once, without a restart."
      back={{ to: paths.links(), text: 'Carriers and links' }}
    >
      <Loaded of={channels}>
        {(kinds) => (
          <Loaded of={carriers}>
            {(known) => (
              <NewLink
                channels={kinds}
                carriers={known}
                of={known.find(({ id }) => id === carrier) ?? null}
                usual={kinds.length === 1 ? kinds[0]!.name : (links.at(-1)?.channel ?? null)}
              />
            )}
          </Loaded>
        )}
      </Loaded>
    </Page>
  )
}
