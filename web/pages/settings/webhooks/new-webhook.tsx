import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { postWebhooks } from '../../../../client/sdk.generated.ts'
import { paths } from '../../../paths.ts'
import { Button } from '../../../ui/button.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { Form } from '../../../ui/form.tsx'
import { wrongOf } from '../form/wrong-of.ts'
import { No } from '../kit/no.tsx'
import { ShownOnce } from '../kit/shown-once.tsx'
import { settingsKeys } from '../queries.ts'
import { bodyOf, type WebhookDraft, WebhookFields } from './webhook-fields.tsx'

/** An address is added; the secret its calls are signed with is shown this once. */
export const NewWebhook = ({ close }: { close: () => void }) => {
  const cache = useQueryClient()
  const navigate = useNavigate()
  const [draft, setDraft] = useState<WebhookDraft>({ name: '', url: '', kinds: [] })
  const add = useMutation({
    mutationFn: () => postWebhooks({ body: bodyOf(draft) }),
    onSuccess: () => cache.invalidateQueries({ queryKey: settingsKeys.webhooks }),
  })
  if (add.data) {
    const { id, name, secret } = add.data
    return (
      <Dialog open close={close} title="Copy the secret now">
        <div className="flex flex-col gap-4 overflow-y-auto p-5">
          <p className="text-ink-2 text-sm">
            Every call to {name} is signed with it, so that your system can tell that it comes from here. It is not shown again; you can
            always make a new one.
          </p>
          <ShownOnce label="Secret" secret={secret} />
          <Button look="primary" onClick={() => void navigate(paths.webhook(id))} className="self-end">
            I have it
          </Button>
        </div>
      </Dialog>
    )
  }
  return (
    <Dialog open close={close} title="Add a webhook">
      <Form className="flex flex-col gap-4 overflow-y-auto p-5" send={() => add.mutate()} refused={add.error}>
        <WebhookFields draft={draft} set={setDraft} wrong={wrongOf(add.error)} />
        <No error={add.error} beside what="It was not added." />
        <Button look="primary" type="submit" disabled={add.isPending} className="self-end">
          Add it
        </Button>
      </Form>
    </Dialog>
  )
}
