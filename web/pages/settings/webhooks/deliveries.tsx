import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query'
import type { DeliveryView, WebhookView } from '#src/surfaces/webhooks/views.ts'
import { postWebhooksByIdDeliveriesByDeliveryIdReplay } from '../../../../client/sdk.generated.ts'
import { Button } from '../../../ui/button.tsx'
import { exactly, toTheMillisecond } from '../../../ui/times.ts'
import { Loaded } from '../kit/loaded.tsx'
import { No } from '../kit/no.tsx'
import { Panel } from '../kit/panel.tsx'
import { deliveriesQuery, LIVE_MS, settingsKeys } from '../queries.ts'
import { DeliverySaid } from './delivery-said.tsx'
import { DeliveryTold } from './delivery-told.tsx'

const called = ({ kind, events }: DeliveryView): string => {
  if (kind === 'test') return 'Test'
  const count = `${events} ${events === 1 ? 'event' : 'events'}`
  return kind === 'replay' ? `${count}, again` : count
}

/** Every call that was made, the latest first; any of them can be made again. */
export const Deliveries = ({ webhook }: { webhook: WebhookView }) => {
  const cache = useQueryClient()
  const deliveries = useInfiniteQuery({ ...deliveriesQuery(webhook.id), refetchInterval: LIVE_MS })
  const again = useMutation({
    mutationFn: (deliveryId: string) => postWebhooksByIdDeliveriesByDeliveryIdReplay({ path: { id: webhook.id, deliveryId } }),
    onSettled: () => cache.invalidateQueries({ queryKey: settingsKeys.deliveries(webhook.id) }),
  })
  return (
    <Panel title="Calls" note="What was told, when, and what came back. Kept for a week.">
      {again.error && (
        <div className="p-3">
          <No error={again.error} what="It was not told again." />
        </div>
      )}
      <Loaded of={deliveries}>
        {({ pages }) => {
          const items = pages.flatMap((it) => it.items)
          if (items.length === 0)
            return (
              <p className="px-4 py-4 text-[0.8125rem] text-ink-2 sm:px-5">
                None yet. As soon as something happens it is told; or send a test call.
              </p>
            )
          return (
            <>
              <ul>
                {items.map((it) => (
                  <li
                    key={it.id}
                    className="grid grid-cols-[minmax(0,1fr)_auto] items-start gap-x-4 gap-y-1.5 border-line border-b px-4 py-3 last:border-0 sm:grid-cols-[10rem_minmax(0,1fr)_auto] sm:px-5"
                  >
                    <div className="text-[0.8125rem] max-sm:col-span-2">
                      <p className="font-medium">{called(it)}</p>
                      <time dateTime={it.madeAt} title={exactly(it.madeAt)} className="text-ink-3 text-xs tabular-nums">
                        {toTheMillisecond(it.madeAt).replace(/\.\d+$/, '')}
                      </time>
                    </div>
                    <div className="min-w-0">
                      <DeliverySaid it={it} />
                      <DeliveryTold it={it} />
                    </div>
                    {it.kind !== 'test' && it.state !== 'pending' && (
                      <Button
                        size="sm"
                        disabled={again.isPending}
                        aria-label={`Tell it again: ${called(it)}, ${toTheMillisecond(it.madeAt)}`}
                        onClick={() => again.mutate(it.id)}
                      >
                        {again.isPending && again.variables === it.id ? 'Calling…' : 'Tell it again'}
                      </Button>
                    )}
                  </li>
                ))}
              </ul>
              {deliveries.hasNextPage && (
                <div className="border-line border-t p-3">
                  <Button size="sm" disabled={deliveries.isFetchingNextPage} onClick={() => void deliveries.fetchNextPage()}>
                    Show more
                  </Button>
                </div>
              )}
            </>
          )
        }}
      </Loaded>
    </Panel>
  )
}
