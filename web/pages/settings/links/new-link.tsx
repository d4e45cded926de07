import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useRef, useState } from 'react'
import { postCarriers, postLinks, postLinksTest } from '../../../../client/sdk.generated.ts'
import { paths } from '../../../paths.ts'
import { Button, buttonClass } from '../../../ui/button.tsx'
import { useWrongFocus } from '../../../ui/focus-wrong.ts'
import { settingsOf } from '../form/draft.ts'
import { SchemaForm } from '../form/schema-form.tsx'
import { wrongOf } from '../form/wrong-of.ts'
import { No } from '../kit/no.tsx'
import { Panel } from '../kit/panel.tsx'
import { Unsaved } from '../kit/unsaved.tsx'
import { type Carrier, type Channel, settingsKeys } from '../queries.ts'
import { ChannelChoice } from './channel-choice.tsx'
import { type Names, NamesFields } from './names-fields.tsx'
import { TrialPanel } from './trial-panel.tsx'
import { useLinkForm } from './use-link-form.ts'

type Props = {
  channels: readonly Channel[]
  carriers: readonly Carrier[]
  /** Whose link it will be, where that is settled. */
  of: Carrier | null
  /** The kind to begin with; null: nobody can know. */
  usual: string | null
}

/** A carrier and its first link, or another link of a carrier that is there. Its settings are drawn from what the channel says of them. */
export const NewLink = ({ channels, carriers, of, usual }: Props) => {
  const cache = useQueryClient()
  const navigate = useNavigate()
  const [pressed, setChosen] = useState<string | null>(null)
  const chosen = pressed ?? usual
  const [names, setNames] = useState<Names>({ carrierId: of?.id ?? null, carrier: '', link: '' })
  const channel = channels.find(({ name }) => name === chosen)
  const form = useLinkForm(channel)
  const linkName = names.link.trim() || (carriers.find(({ id }) => id === names.carrierId)?.name ?? names.carrier).trim()
  const [unnamed, setUnnamed] = useState(false)
  /** Saved already by an attempt whose second half failed: not made twice. */
  const madeCarrier = useRef<{ name: string; id: string } | null>(null)

  const carrierId = async (): Promise<string> => {
    if (names.carrierId) return names.carrierId
    const name = names.carrier.trim()
    if (madeCarrier.current?.name !== name) madeCarrier.current = await postCarriers({ body: { name } })
    return madeCarrier.current.id
  }
  const save = useMutation({
    mutationFn: async () => {
      const draft = { channel: chosen ?? '', name: linkName, carrierId: await carrierId(), settings: settingsOf(form.fields, form.draft) }
      return postLinks({ body: draft })
    },
    onSuccess: async (link) => {
      cache.setQueryData(settingsKeys.link(link.id), link)
      // this render does not know yet that it is saved
      await navigate({ ...paths.link(link.id), ignoreBlocker: true })
    },
  })
  const tryOut = () => postLinksTest({ body: { channel: chosen ?? '', settings: settingsOf(form.fields, form.draft) } })
  const element = useWrongFocus(save.error)
  const wrong = new Map([...wrongOf(save.error, 'settings.'), ...form.wrong])
  const isRenamed = names.carrierId !== (of?.id ?? null) || names.carrier.trim() !== '' || names.link.trim() !== ''
  const isNamed = () => {
    const named = names.carrierId !== null || names.carrier.trim() !== ''
    setUnnamed(!named)
    return named
  }
  return (
    <form
      ref={element}
      noValidate
      className="flex flex-col gap-7"
      onSubmit={(it) => {
        it.preventDefault()
        const named = isNamed()
        if (form.check() && named) save.mutate()
      }}
    >
      <Unsaved when={form.isChanged || isRenamed} what="What you filled in is not saved yet, and would be lost." />
      {channels.length > 1 && <ChannelChoice channels={channels} chosen={chosen} choose={setChosen} />}
      {channel && (
        <>
          <NamesFields
            names={names}
            set={setNames}
            carriers={carriers}
            wrong={unnamed && names.carrier.trim() === '' ? 'Give the carrier a name.' : undefined}
          />
          <Panel title="Connection" bare>
            <SchemaForm {...form} wrong={wrong} foldedAs="How this carrier differs" />
          </Panel>
          <TrialPanel run={tryOut} ready={form.check} />
          <No error={save.error} beside what="It was not saved." />
          <div className="flex flex-wrap justify-end gap-2">
            <Link {...paths.links()} className={buttonClass('outline')}>
              Cancel
            </Link>
            <Button type="submit" look="primary" disabled={save.isPending}>
              {save.isPending ? 'Saving…' : 'Save and open it'}
            </Button>
          </div>
        </>
      )}
    </form>
  )
}
