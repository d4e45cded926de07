import { useState } from 'react'
import { focusFirstWrong } from '../../../ui/focus-wrong.ts'
import { type Draft, draftOf, type Settings, wrongs } from '../form/draft.ts'
import { type Field, fieldsOf } from '../form/fields.ts'
import type { Channel } from '../queries.ts'

/** What stands in the form of one channel's settings. What is wrong is said once somebody wanted to go on. */
export function useLinkForm(channel: Channel | undefined, settings: Settings = {}, known: readonly string[] = []) {
  const fields: Field[] = channel ? fieldsOf(channel.schema, channel.secrets) : []
  const [typed, setTyped] = useState<{ channel: string; draft: Draft; isChanged: boolean } | null>(null)
  const [asked, setAsked] = useState(false)
  const before = draftOf(fields, settings)
  const draft = typed && typed.channel === channel?.name ? typed.draft : before
  const wrong = wrongs(fields, draft, known)
  return {
    fields,
    draft,
    set: (next: Draft) =>
      channel && setTyped({ channel: channel.name, draft: next, isChanged: JSON.stringify(next) !== JSON.stringify(before) }),
    /** Also while another channel is looked at: what was typed comes back with the one it was typed for. */
    isChanged: typed?.isChanged ?? false,
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
