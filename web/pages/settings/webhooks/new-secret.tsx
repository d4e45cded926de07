import { useMutation } from '@tanstack/react-query'
import type { WebhookView } from '#src/surfaces/webhooks/views.ts'
import { postWebhooksByIdSecret } from '../../../../client/sdk.generated.ts'
import { Button } from '../../../ui/button.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { useNow } from '../../../ui/now.ts'
import { until } from '../../../ui/times.ts'
import { No } from '../kit/no.tsx'
import { ShownOnce } from '../kit/shown-once.tsx'

/** A secret may have been seen: another takes over, and for a day both sign. */
export const NewSecret = ({ webhook, close }: { webhook: WebhookView; close: () => void }) => {
  const now = useNow()
  const make = useMutation({
    mutationFn: () => postWebhooksByIdSecret({ path: { id: webhook.id } }),
  })
  return (
    <Dialog open close={close} title={make.data ? 'Copy the secret now' : `A new secret for ${webhook.name}`}>
      <div className="flex flex-col gap-4 overflow-y-auto p-5">
        {make.data ? (
          <>
            <p className="text-ink-2 text-sm">
              It is not shown again. The one before signs too until {until(make.data.previousUntil, now)}, so you can change over without a
              gap.
            </p>
            <ShownOnce label="New secret" secret={make.data.secret} />
            <Button look="primary" onClick={close} className="self-end">
              I have it
            </Button>
          </>
        ) : (
          <>
            <p className="text-ink-2 text-sm">For a day every call carries two signatures, one with each secret. Then only the new one.</p>
            <No error={make.error} />
            <div className="flex justify-end gap-2">
              <Button onClick={close}>Keep the one it has</Button>
              <Button look="primary" disabled={make.isPending} onClick={() => make.mutate()}>
                Make a new secret
              </Button>
            </div>
          </>
        )}
      </div>
    </Dialog>
  )
}
