import { useQuery } from '@tanstack/react-query'
import { KeyRound, Plus } from 'lucide-react'
import { useState } from 'react'
import { Button } from '../../../ui/button.tsx'
import { Empty } from '../../../ui/empty.tsx'
import { ForbiddenPage } from '../kit/forbidden-page.tsx'
import { Loaded } from '../kit/loaded.tsx'
import { Page } from '../kit/page.tsx'
import { Panel } from '../kit/panel.tsx'
import { useMay } from '../may.ts'
import { type ApiKey, keysQuery } from '../queries.ts'
import { KeyRow } from './key-row.tsx'
import { NewKey } from './new-key.tsx'

export const KeysPage = () => (useMay('keys:read') ? <Keys /> : <ForbiddenPage title="API keys" scope="keys:read" />)

/** What programs come in with. */
const Keys = () => {
  const keys = useQuery(keysQuery)
  const [making, setMaking] = useState(false)
  const make = (
    <Button look="primary" onClick={() => setMaking(true)}>
      <Plus className="size-4" aria-hidden />
      Make a key
    </Button>
  )
  return (
    <Page
      title="API keys"
      lead={
        <>
          What your programs come in with. Give each its own, with no more than it needs. Everything they can do stands in the{' '}
          <a href="/docs" className="font-medium text-accent underline underline-offset-2">
            description of the API
          </a>
          .
        </>
      }
      actions={keys.data && keys.data.length > 0 && make}
    >
      <Loaded of={keys}>
        {(all) => {
          const inUse = all.filter(({ revokedAt }) => revokedAt === null)
          const revoked = all.filter(({ revokedAt }) => revokedAt !== null)
          if (all.length === 0)
            return (
              <Empty icon={KeyRound} title="No key yet" actions={make}>
                With a key, your shop, your booking system or a script of a few lines sends and reads messages like a member of the team.
              </Empty>
            )
          return (
            <>
              <Listed title="In use" keys={inUse} none="None. Make one for each program." />
              {revoked.length > 0 && <Listed title="Revoked" keys={revoked} none="" />}
            </>
          )
        }}
      </Loaded>
      {making && <NewKey close={() => setMaking(false)} />}
    </Page>
  )
}

const Listed = ({ title, keys, none }: { title: string; keys: ApiKey[]; none: string }) => (
  <Panel title={title}>
    {keys.length === 0 ? (
      <p className="px-4 py-3.5 text-[0.8125rem] text-ink-2">{none}</p>
    ) : (
      <ul>
        {keys.map((it) => (
          <KeyRow key={it.id} it={it} />
        ))}
      </ul>
    )}
  </Panel>
)
