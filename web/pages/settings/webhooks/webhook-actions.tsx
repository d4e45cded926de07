import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Ellipsis, Pause, Play } from 'lucide-react'
import { useState } from 'react'
import type { WebhookView } from '#src/surfaces/webhooks/views.ts'
import { deleteWebhooksById, patchWebhooksById, postWebhooksByIdReplay } from '../../../../client/sdk.generated.ts'
import { plainly } from '../../../api/request.ts'
import { paths } from '../../../paths.ts'
import { Button } from '../../../ui/button.tsx'
import { IconButton } from '../../../ui/icon-button.tsx'
import { Menu } from '../../../ui/menu.tsx'
import { Confirm } from '../kit/confirm.tsx'
import { settingsKeys } from '../queries.ts'
import { EditWebhook } from './edit-webhook.tsx'
import { NewSecret } from './new-secret.tsx'

/** Pause and resume, change, give a new secret, remove. */
export const WebhookActions = ({ webhook }: { webhook: WebhookView }) => {
  const cache = useQueryClient()
  const navigate = useNavigate()
  const [open, setOpen] = useState<'none' | 'edit' | 'secret' | 'skip' | 'remove'>('none')
  const close = () => setOpen('none')
  const { id, name, state } = webhook
  const taken = (now: WebhookView) => cache.setQueryData(settingsKeys.webhook(id), now)
  const turn = useMutation({
    mutationFn: (next: 'active' | 'paused') => patchWebhooksById({ path: { id }, body: { state: next } }),
    onSuccess: taken,
  })
  const remove = async () => {
    await deleteWebhooksById({ path: { id } })
    await navigate(paths.webhooks())
    cache.removeQueries({ queryKey: settingsKeys.webhook(id) })
  }
  return (
    <>
      {turn.error && (
        <p role="alert" className="self-center text-bad text-xs">
          {plainly(turn.error)}
        </p>
      )}
      <Button disabled={turn.isPending} onClick={() => turn.mutate(state === 'paused' ? 'active' : 'paused')}>
        {state === 'paused' ? <Play className="size-4" aria-hidden /> : <Pause className="size-4" aria-hidden />}
        {state === 'paused' ? 'Resume' : 'Pause'}
      </Button>
      <Menu
        label={`Webhook ${name}`}
        align="end"
        trigger={<IconButton icon={Ellipsis} label="More" className="size-9" />}
        entries={[
          { kind: 'item', text: 'Change address and kinds…', does: () => setOpen('edit') },
          { kind: 'item', text: 'New secret…', does: () => setOpen('secret') },
          ...(state === 'failing' ? [{ kind: 'item', text: 'Try again now', does: () => turn.mutate('active') } as const] : []),
          { kind: 'item', text: 'Skip what waits…', does: () => setOpen('skip') },
          { kind: 'line' },
          { kind: 'item', text: 'Remove…', does: () => setOpen('remove') },
        ]}
      />
      {open === 'edit' && <EditWebhook webhook={webhook} close={close} />}
      {open === 'secret' && <NewSecret webhook={webhook} close={close} />}
      {open === 'skip' && (
        <Confirm
          title={`Skip what waits for ${name}?`}
          verb="Skip it"
          does={async () => taken(await postWebhooksByIdReplay({ path: { id }, body: { after: null } }))}
          close={close}
        >
          <p>It goes on with what happens from now. What it has not been told, it is not told by itself any more; the log still has it.</p>
        </Confirm>
      )}
      {open === 'remove' && (
        <Confirm title={`Remove ${name}?`} verb="Remove the webhook" does={remove} close={close}>
          <p>It is not called any more, and its list of calls is gone. What happened stays in the log.</p>
        </Confirm>
      )}
    </>
  )
}
