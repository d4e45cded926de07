import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Plus, RadioTower } from 'lucide-react'
import { paths } from '../../../paths.ts'
import { buttonClass } from '../../../ui/button.tsx'
import { Empty } from '../../../ui/empty.tsx'
import { Loaded } from '../kit/loaded.tsx'
import { LookOnly } from '../kit/look-only.tsx'
import { Page } from '../kit/page.tsx'
import { useMay } from '../may.ts'
import { carriersQuery, LIVE_MS, linksQuery } from '../queries.ts'
import { CarrierGroup } from './carrier-group.tsx'

/** Whom we speak to, and whether they answer, as it is now. */
export const LinksPage = () => {
  const links = useQuery({ ...linksQuery, refetchInterval: LIVE_MS })
  const carriers = useQuery(carriersQuery)
  const may = useMay('links:write')
  const add = may && (
    <Link {...paths.newLink()} className={buttonClass('primary')}>
      <Plus className="size-4" aria-hidden />
      Add a carrier
    </Link>
  )
  return (
    <Page
      title="Carriers and links"
      lead="A carrier is whom Tandem interconnects with; a link is one configured connection to it. What you see is as it is now."
      actions={links.data && links.data.length > 0 && add}
    >
      <LookOnly scope="links:write" />
      <Loaded of={links}>
        {(all) =>
          all.length === 0 && (carriers.data ?? []).length === 0 ? (
            <Empty icon={RadioTower} title="No carrier yet" actions={add}>
              Without one, nothing leaves and nothing arrives. Have ready what the carrier gave you: host, port, system id and password.
            </Empty>
          ) : (
            <div className="flex flex-col gap-7">
              {(carriers.data ?? []).map((carrier) => (
                <CarrierGroup key={carrier.id} carrier={carrier} links={all.filter((it) => it.carrier?.id === carrier.id)} />
              ))}
              <CarrierGroup carrier={null} links={all.filter((it) => it.carrier === null)} />
            </div>
          )
        }
      </Loaded>
    </Page>
  )
}
