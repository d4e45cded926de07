import { useState } from 'react'
import { focusFirstWrong } from '../../../ui/focus-wrong.ts'
import { type Draft, draftOf, type Settings, wrongs } from '../form/draft.ts'
import { type Field, fieldsOf } from '../form/fields.ts'
import type { Channel } from '../queries.ts'

/** What stands in the form of one channel's settings. What is wrong is said once somebody wanted to go on. */
export function useLinkForm(channel: Channel | undefined, settings: Settings = {}, known: readonly string[] = []) {
  const fields: Field[] = channel ? fieldsOf(channel.schema, channel.secrets) : []
  const [typed, setTyped] = useState<{ channel: string; draft: Draft } | null>(null)
  const [asked, setAsked] = useState(false)
  const draft = typed && typed.channel === channel?.name ? typed.draft : draftOf(fields, settings)
  const wrong = wrongs(fields, draft, known)
  return {
    fields,
    draft,
    set: (next: Draft) => channel && setTyped({ channel: channel.name, draft: next }),
    wrong: asked ? wrong : new Map<string, string>(),
    /** True: everything is there. Otherwise it is said beside each, and the first has the focus. */
    check(): boolean {
      setAsked(true)
      if (wrong.size === 0) return true
      focusFirstWrong(document.getElementById('main'))
      return false
    },
  }
}
