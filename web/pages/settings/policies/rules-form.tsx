import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { putPoliciesSettings } from '../../../../client/sdk.generated.ts'
import { Button } from '../../../ui/button.tsx'
import { focusFirstWrong, useWrongFocus } from '../../../ui/focus-wrong.ts'
import { draftOf, wholeOf, wrongs } from '../form/draft.ts'
import { fieldsOf } from '../form/fields.ts'
import { SchemaForm } from '../form/schema-form.tsx'
import { wrongOf } from '../form/wrong-of.ts'
import { No } from '../kit/no.tsx'
import { Panel } from '../kit/panel.tsx'
import { Unsaved } from '../kit/unsaved.tsx'
import { useMay } from '../may.ts'
import { type Rules, settingsKeys } from '../queries.ts'

/** Drawn from the schema that comes with the settings: a new rule needs nothing here. */
export const RulesForm = ({ rules }: { rules: Rules }) => {
  const cache = useQueryClient()
  const may = useMay('policies:write')
  const fields = fieldsOf(rules.schema)
  const before = draftOf(fields, rules.settings)
  const [draft, setDraft] = useState(before)
  const save = useMutation({
    mutationFn: () => putPoliciesSettings({ body: wholeOf(fields, draft) }),
    onSuccess: (now) => cache.setQueryData(settingsKeys.rules, now),
  })
  const form = useWrongFocus(save.error)
  const isChanged = JSON.stringify(draft) !== JSON.stringify(before)
  const wrong = new Map([...wrongOf(save.error), ...wrongs(fields, draft)])
  return (
    <Panel title="Settings" note="They hold for the whole workspace, from the next message on." bare>
      <Unsaved when={isChanged && may} what="What you changed in the rules is not saved yet, and would be lost." />
      <form
        ref={form}
        noValidate
        onSubmit={(it) => {
          it.preventDefault()
          if (wrongs(fields, draft).size === 0) save.mutate()
          else focusFirstWrong(form.current)
        }}
      >
        {/* Whoever may not change it still reads it. */}
        <fieldset disabled={!may} className="rounded-xl border border-line px-4 py-5 sm:px-5">
          <legend className="sr-only">Rules for sending</legend>
          <SchemaForm fields={fields} draft={draft} set={setDraft} wrong={wrong} />
        </fieldset>
        {save.error && (
          <div className="mt-4">
            <No error={save.error} beside what="It was not saved." />
          </div>
        )}
        {may && (
          <div className="mt-4 flex items-center justify-end gap-2">
            <p role="status" className="mr-auto text-[0.8125rem] text-ink-3">
              {isChanged ? 'Not saved yet.' : 'This is what holds now.'}
            </p>
            {isChanged && <Button onClick={() => setDraft(before)}>Leave it as it was</Button>}
            <Button type="submit" look="primary" disabled={!isChanged || save.isPending}>
              {save.isPending ? 'Saving…' : 'Save'}
            </Button>
          </div>
        )}
      </form>
    </Panel>
  )
}
