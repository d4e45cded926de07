import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { ChevronRight, Plus, Webhook } from 'lucide-react'
import { useState } from 'react'
import type { WebhookView } from '#src/surfaces/webhooks/views.ts'
import { paths } from '../../../paths.ts'
import { Button } from '../../../ui/button.tsx'
import { Empty } from '../../../ui/empty.tsx'
import { ForbiddenPage } from '../kit/forbidden-page.tsx'
import { Loaded } from '../kit/loaded.tsx'
import { Page } from '../kit/page.tsx'
import { useMay } from '../may.ts'
import { LIVE_MS, webhooksQuery } from '../queries.ts'
import { hears } from './kinds.ts'
import { NewWebhook } from './new-webhook.tsx'
import { WebhookState } from './webhook-state.tsx'

export const WebhooksPage = () => (useMay('webhooks:read') ? <Webhooks /> : <ForbiddenPage title="Webhooks" scope="webhooks:read" />)

/** Whom Tandem tells what happens. */
const Webhooks = () => {
  const webhooks = useQuery({ ...webhooksQuery, refetchInterval: LIVE_MS * 2 })
  const [adding, setAdding] = useState(false)
  const add = (
    <Button look="primary" onClick={() => setAdding(true)}>
      <Plus className="size-4" aria-hidden />
      Add a webhook
    </Button>
  )
  return (
    <Page
      title="Webhooks"
      lead="Addresses of yours that Tandem calls when something happens. Each call is signed; what is not taken is tried again for three days, in order."
      actions={webhooks.data && webhooks.data.length > 0 && add}
    >
      <Loaded of={webhooks}>
        {(all) =>
          all.length === 0 ? (
            <Empty icon={Webhook} title="No webhook yet" actions={add}>
              Add an address, and your systems hear of every message within a second, without asking again and again.
            </Empty>
          ) : (
            <ul className="overflow-hidden rounded-xl border border-line">
              {all.map((it) => (
                <Row key={it.id} it={it} />
              ))}
            </ul>
          )
        }
      </Loaded>
      {adding && <NewWebhook close={() => setAdding(false)} />}
    </Page>
  )
}

const Row = ({ it }: { it: WebhookView }) => (
  <li className="relative flex items-center gap-4 border-line border-b px-4 py-3.5 transition-colors last:border-0 hover:bg-hover">
    <div className="min-w-0 grow">
      <p className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
        <Link {...paths.webhook(it.id)} className="break-words font-medium text-sm after:absolute after:inset-0">
          {it.name}
        </Link>
        <WebhookState state={it.state} />
      </p>
      <p className="mt-1 truncate font-mono text-ink-3 text-xs">{it.url}</p>
      <p className="mt-0.5 text-[0.8125rem] text-ink-3">Hears {hears(it.kinds)}</p>
      {it.why && <p className="mt-1 text-[0.8125rem] text-ink-2">{it.why}</p>}
    </div>
    <ChevronRight className="size-4 shrink-0 text-ink-3" aria-hidden />
  </li>
)
