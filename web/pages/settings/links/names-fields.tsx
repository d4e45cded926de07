import { Field } from '../../../ui/field.tsx'
import { Choice } from '../kit/choice.tsx'
import type { Carrier } from '../queries.ts'

/** `carrierId` null: a carrier that is not there yet. */
export type Names = { carrierId: string | null; carrier: string; link: string }
type Props = { names: Names; set: (names: Names) => void; carriers: readonly Carrier[]; wrong: string | undefined }

/** Whose link it is, and what both are called. */
export const NamesFields = ({ names, set, carriers, wrong }: Props) => {
  const known = carriers.find(({ id }) => id === names.carrierId)
  return (
    <div className="grid gap-x-6 gap-y-5 sm:grid-cols-2">
      {carriers.length > 0 && (
        <Choice
          label="Carrier"
          value={names.carrierId ?? ''}
          onChange={(it) => set({ ...names, carrierId: it.target.value || null })}
          note="A carrier may have several links."
        >
          <option value="">A new one</option>
          {carriers.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </Choice>
      )}
      {!known && (
        <Field
          label="Carrier’s name"
          required
          maxLength={100}
          placeholder="Meridian Mobile"
          value={names.carrier}
          onChange={(it) => set({ ...names, carrier: it.target.value })}
          wrong={wrong ?? null}
          note="As your team knows it."
        />
      )}
      <Field
        label="Link’s name"
        maxLength={100}
        placeholder={known?.name ?? (names.carrier || 'The same')}
        value={names.link}
        onChange={(it) => set({ ...names, link: it.target.value })}
        note="Left empty, it is called like the carrier."
      />
    </div>
  )
}
