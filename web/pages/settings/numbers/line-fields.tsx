import type { LinkView } from '#src/routing/views.ts'
import { Field } from '../../../ui/field.tsx'
import { Choice } from '../kit/choice.tsx'

export type LineDraft = { linkId: string; teamId: string | null; rank: number }
type Props = {
  /** Null: it is settled. */
  links: readonly LinkView[] | null
  teams: readonly { id: string; name: string }[]
  draft: LineDraft
  set: (draft: LineDraft) => void
}

export const LineFields = ({ links, teams, draft, set }: Props) => (
  <>
    {links && (
      <Choice label="Link" required value={draft.linkId} onChange={(it) => set({ ...draft, linkId: it.target.value })}>
        {links.map(({ id, name, channelLabel }) => (
          <option key={id} value={id}>
            {name} ({channelLabel})
          </option>
        ))}
      </Choice>
    )}
    <Choice
      label="Team"
      value={draft.teamId ?? ''}
      onChange={(it) => set({ ...draft, teamId: it.target.value || null })}
      note={
        draft.teamId
          ? 'What comes in becomes a conversation of this team.'
          : 'What comes in is recorded and told to programs; no contact and no conversation is made.'
      }
    >
      {teams.map(({ id, name }) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
      <option value="">None: for programs</option>
    </Choice>
    <Field
      label="Rank"
      type="number"
      min={0}
      max={1000}
      required
      value={draft.rank}
      onChange={(it) => set({ ...draft, rank: Number(it.target.value) })}
      note="Where a number has several lines, the lowest whose link is up goes first."
    />
  </>
)
