import type { WebhookDraft as WebhookBody } from '../../../../client/types.generated.ts'
import { Field } from '../../../ui/field.tsx'
import { sorts } from './kinds.ts'

export type WebhookDraft = { name: string; url: string; kinds: string[] }
/** As the client takes it. `as`: a word from before, that is no kind any more, the server refuses with the right one. */
export const bodyOf = ({ name, url, kinds }: WebhookDraft) => ({
  url,
  kinds: kinds as NonNullable<WebhookBody['kinds']>,
  ...(name.trim() && { name }),
})

type Props = { draft: WebhookDraft; set: (draft: WebhookDraft) => void; wrong: ReadonlyMap<string, string> }

export const WebhookFields = ({ draft, set, wrong }: Props) => {
  /** What somebody chose over the API, finer than the sorts here. */
  const others = draft.kinds.filter((kind) => !sorts.some((it) => it.kind === kind))
  return (
    <>
      <Field
        label="Address"
        type="url"
        required
        maxLength={2000}
        placeholder="https://example.com/hooks/tandem"
        value={draft.url}
        onChange={(it) => set({ ...draft, url: it.target.value })}
        wrong={wrong.get('url') ?? null}
        note="https, and reachable from here. It answers with any 2xx within ten seconds."
      />
      <Field
        label="Name (optional)"
        maxLength={100}
        placeholder="Booking system"
        value={draft.name}
        onChange={(it) => set({ ...draft, name: it.target.value })}
        wrong={wrong.get('name') ?? null}
      />
      <fieldset>
        <legend className="mb-1.5 font-medium text-[0.8125rem] text-ink-2">What it hears</legend>
        <div className="flex flex-col gap-2.5">
          <label className="flex items-start gap-2.5 text-[0.8125rem]">
            <input
              type="checkbox"
              checked={draft.kinds.length === 0}
              onChange={(it) => set({ ...draft, kinds: it.target.checked ? [] : ['message.*'] })}
              className="mt-0.5 size-4 shrink-0 accent-accent"
            />
            <span>Everything that happens</span>
          </label>
          {draft.kinds.length > 0 &&
            sorts.map(({ kind, title, says }) => (
              <label key={kind} className="ml-6.5 flex items-start gap-2.5 text-[0.8125rem]">
                <input
                  type="checkbox"
                  checked={draft.kinds.includes(kind)}
                  onChange={(it) =>
                    set({ ...draft, kinds: it.target.checked ? [...draft.kinds, kind] : draft.kinds.filter((one) => one !== kind) })
                  }
                  className="mt-0.5 size-4 shrink-0 accent-accent"
                />
                <span>
                  {title}
                  <span className="block text-ink-3 text-xs">{says}</span>
                </span>
              </label>
            ))}
          {others.length > 0 && <p className="ml-6.5 text-ink-3 text-xs">And {others.join(', ')}.</p>}
        </div>
      </fieldset>
    </>
  )
}
