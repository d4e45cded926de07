import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { Webhook } from 'lucide-react'
import { isRefusal } from '../../../api/request.ts'
import { paths } from '../../../paths.ts'
import { buttonClass } from '../../../ui/button.tsx'
import { Empty } from '../../../ui/empty.tsx'
import { ForbiddenPage } from '../kit/forbidden-page.tsx'
import { Loaded } from '../kit/loaded.tsx'
import { Page } from '../kit/page.tsx'
import { useMay } from '../may.ts'
import { LIVE_MS, webhookQuery } from '../queries.ts'
import { Deliveries } from './deliveries.tsx'
import { WebhookActions } from './webhook-actions.tsx'
import { WebhookNow } from './webhook-now.tsx'
import { WebhookState } from './webhook-state.tsx'

const back = { to: paths.webhooks(), text: 'Webhooks' }

export const WebhookPage = () => (useMay('webhooks:read') ? <OneWebhook /> : <ForbiddenPage title="Webhook" scope="webhooks:read" />)

/** One webhook: whether its calls are taken, and every call that was made. */
const OneWebhook = () => {
  const { webhookId } = useParams({ from: '/signed-in/settings/webhooks/$webhookId' })
  const webhook = useQuery({ ...webhookQuery(webhookId), refetchInterval: LIVE_MS })
  const { data } = webhook
  if (isRefusal(webhook.error, 404))
    return (
      <Page title="No such webhook" back={back}>
        <Empty
          icon={Webhook}
          title="There is no such webhook"
          actions={
            <Link {...back.to} className={buttonClass()}>
              All webhooks
            </Link>
          }
        >
          It may have been removed, or it belongs to another workspace.
        </Empty>
      </Page>
    )
  return (
    <Page
      title={data?.name ?? 'Webhook'}
      back={back}
      lead={
        data && (
          <span className="flex flex-wrap items-center gap-x-2.5 gap-y-1.5">
            <WebhookState state={data.state} />
            <span className="break-all font-mono text-xs">{data.url}</span>
          </span>
        )
      }
      actions={data && <WebhookActions webhook={data} />}
    >
      <Loaded of={webhook}>
        {(it) => (
          <>
            <WebhookNow webhook={it} />
            <Deliveries webhook={it} />
          </>
        )}
      </Loaded>
    </Page>
  )
}
