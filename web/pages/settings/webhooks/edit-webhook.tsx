import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { WebhookView } from '#src/surfaces/webhooks/views.ts'
import { patchWebhooksById } from '../../../../client/sdk.generated.ts'
import { Button } from '../../../ui/button.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { Form } from '../../../ui/form.tsx'
import { wrongOf } from '../form/wrong-of.ts'
import { No } from '../kit/no.tsx'
import { settingsKeys } from '../queries.ts'
import { bodyOf, type WebhookDraft, WebhookFields } from './webhook-fields.tsx'

export const EditWebhook = ({ webhook, close }: { webhook: WebhookView; close: () => void }) => {
  const cache = useQueryClient()
  const [draft, setDraft] = useState<WebhookDraft>({ name: webhook.name, url: webhook.url, kinds: webhook.kinds })
  const save = useMutation({
    mutationFn: () => patchWebhooksById({ path: { id: webhook.id }, body: bodyOf(draft) }),
    onSuccess: (now) => {
      cache.setQueryData(settingsKeys.webhook(webhook.id), now)
      close()
    },
  })
  return (
    <Dialog open close={close} title={`Change ${webhook.name}`}>
      <Form className="flex flex-col gap-4 overflow-y-auto p-5" send={() => save.mutate()} refused={save.error}>
        <WebhookFields draft={draft} set={setDraft} wrong={wrongOf(save.error)} />
        <No error={save.error} beside what="It was not saved." />
        <Button look="primary" type="submit" disabled={save.isPending} className="self-end">
          Save
        </Button>
      </Form>
    </Dialog>
  )
}
