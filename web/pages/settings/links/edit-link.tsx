import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import type { LinkView } from '#src/routing/views.ts'
import { patchLinksById, postLinksByIdTest } from '../../../../client/sdk.generated.ts'
import { paths } from '../../../paths.ts'
import { Button, buttonClass } from '../../../ui/button.tsx'
import { Field } from '../../../ui/field.tsx'
import { useWrongFocus } from '../../../ui/focus-wrong.ts'
import { changesOf } from '../form/draft.ts'
import { SchemaForm } from '../form/schema-form.tsx'
import { wrongOf } from '../form/wrong-of.ts'
import { Choice } from '../kit/choice.tsx'
import { No } from '../kit/no.tsx'
import { Panel } from '../kit/panel.tsx'
import { Unsaved } from '../kit/unsaved.tsx'
import { type Channel, carriersQuery, settingsKeys } from '../queries.ts'
import { TrialPanel } from './trial-panel.tsx'
import { useLinkForm } from './use-link-form.ts'

/** A link's settings in a form. Only what changes is sent, so that secrets stay where they are. */
export const EditLink = ({ link, channel }: { link: LinkView; channel: Channel }) => {
  const cache = useQueryClient()
  const navigate = useNavigate()
  const { data: carriers = [] } = useQuery(carriersQuery)
  const [before] = useState(link)
  const [name, setName] = useState(link.name)
  const [carrierId, setCarrierId] = useState(link.carrier?.id ?? '')
  const form = useLinkForm(channel, before.settings, before.secretsSet)
  const settings = changesOf(form.fields, before.settings, form.draft)
  const reopens = Object.keys(settings).length > 0
  const save = useMutation({
    mutationFn: () => patchLinksById({ path: { id: link.id }, body: { name, carrierId: carrierId || null, ...(reopens && { settings }) } }),
    onSuccess: async (now) => {
      cache.setQueryData(settingsKeys.link(link.id), now)
      // this render does not know yet that it is saved
      await navigate({ ...paths.link(link.id), replace: true, ignoreBlocker: true })
    },
  })
  const element = useWrongFocus(save.error)
  const isChanged = form.isChanged || name !== before.name || carrierId !== (before.carrier?.id ?? '')
  const wrong = new Map([...wrongOf(save.error, 'settings.'), ...form.wrong])
  return (
    <form
      ref={element}
      noValidate
      className="flex flex-col gap-7"
      onSubmit={(it) => {
        it.preventDefault()
        if (form.check() && name.trim() !== '') save.mutate()
      }}
    >
      <Unsaved when={isChanged} what="What you changed in this link is not saved yet, and would be lost." />
      <Panel title="Settings" bare>
        <div className="mb-6 grid gap-x-6 gap-y-5 sm:grid-cols-2">
          <Field
            label="Link’s name"
            required
            maxLength={100}
            value={name}
            onChange={(it) => setName(it.target.value)}
            wrong={name.trim() === '' ? 'This is needed.' : null}
          />
          <Choice label="Carrier" value={carrierId} onChange={(it) => setCarrierId(it.target.value)}>
            <option value="">None</option>
            {carriers.map((it) => (
              <option key={it.id} value={it.id}>
                {it.name}
              </option>
            ))}
          </Choice>
        </div>
        <SchemaForm {...form} wrong={wrong} known={before.secretsSet} foldedAs="How this carrier differs" />
      </Panel>
      <TrialPanel run={() => postLinksByIdTest({ path: { id: link.id }, body: { settings } })} ready={form.check} />
      <No error={save.error} beside what="It was not saved." />
      <div className="flex flex-wrap items-center justify-end gap-2">
        <p className="mr-auto text-[0.8125rem] text-ink-3">
          {reopens ? 'The link is closed and opened again; what is under way is waited for.' : 'No setting is changed yet.'}
        </p>
        <Link {...paths.link(link.id)} replace className={buttonClass('outline')}>
          Cancel
        </Link>
        <Button type="submit" look="primary" disabled={save.isPending}>
          {save.isPending ? 'Saving…' : 'Save'}
        </Button>
      </div>
    </form>
  )
}
