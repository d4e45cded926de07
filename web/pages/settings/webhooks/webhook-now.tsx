import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Send } from 'lucide-react'
import type { WebhookView } from '#src/surfaces/webhooks/views.ts'
import { postWebhooksByIdTest } from '../../../../client/sdk.generated.ts'
import { Button } from '../../../ui/button.tsx'
import { useNow } from '../../../ui/now.ts'
import { dateOf, until } from '../../../ui/times.ts'
import { No } from '../kit/no.tsx'
import { Panel } from '../kit/panel.tsx'
import { settingsKeys } from '../queries.ts'
import { DeliverySaid } from './delivery-said.tsx'
import { hears } from './kinds.ts'

const says: Record<WebhookView['state'], string> = {
  active: 'Its calls are taken.',
  failing: 'Its calls are not taken. Nothing is lost: they are made again, in order, less and less often, for three days.',
  paused: 'It is told nothing. When it goes on, it begins where it stopped.',
}

/** How it goes, and a call to try it. */
export const WebhookNow = ({ webhook }: { webhook: WebhookView }) => {
  const cache = useQueryClient()
  const now = useNow()
  const trial = useMutation({
    mutationFn: () => postWebhooksByIdTest({ path: { id: webhook.id } }),
    onSuccess: () => cache.invalidateQueries({ queryKey: settingsKeys.deliveries(webhook.id) }),
  })
  return (
    <Panel title="How it goes">
      <div className="px-4 py-4 text-sm sm:px-5">
        <p role="status">{says[webhook.state]}</p>
        {webhook.why && <p className="mt-1 font-medium text-bad">{webhook.why}</p>}
        {webhook.nextTryAt && (
          <p className="mt-1 text-ink-2">
            {webhook.attempts} {webhook.attempts === 1 ? 'try' : 'tries'} so far; the next at {until(webhook.nextTryAt, now)}.
          </p>
        )}
        <p className="mt-1 text-[0.8125rem] text-ink-3">
          Hears {hears(webhook.kinds)}. Added {dateOf(webhook.madeAt)}. Told everything up to event {webhook.upTo.toLocaleString('en')}.
        </p>
      </div>
      <div className="border-line border-t px-4 py-3.5 sm:px-5">
        <div className="flex flex-wrap items-center justify-between gap-3">
          <p className="text-[0.8125rem] text-ink-2">A test call carries an event that means nothing, signed like any other.</p>
          <Button disabled={trial.isPending} onClick={() => trial.mutate()}>
            <Send className="size-4" aria-hidden />
            {trial.isPending ? 'Calling…' : 'Send a test call'}
          </Button>
        </div>
        <div aria-live="polite">
          {trial.error && (
            <div className="mt-3">
              <No error={trial.error} />
            </div>
          )}
          {trial.data && !trial.isPending && (
            <div className="mt-3 rounded-lg bg-side p-3">
              <DeliverySaid it={trial.data} />
            </div>
          )}
        </div>
      </div>
    </Panel>
  )
}
