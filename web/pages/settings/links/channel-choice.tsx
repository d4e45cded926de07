import type { Channel } from '../queries.ts'

type Props = { channels: readonly Channel[]; chosen: string | null; choose: (name: string) => void }

/** Which kind of link: what there is, the server says. */
export const ChannelChoice = ({ channels, chosen, choose }: Props) => (
  <fieldset>
    <legend className="mb-1.5 font-medium text-[0.8125rem] text-ink-2">Kind of link</legend>
    <div className="grid gap-2.5 sm:grid-cols-2">
      {channels.map(({ name, label, schema }) => (
        <label
          key={name}
          className="flex cursor-pointer gap-3 rounded-xl border border-line px-4 py-3 transition-colors hover:bg-hover has-checked:border-accent has-checked:bg-accent-soft"
        >
          <input
            type="radio"
            name="channel"
            value={name}
            checked={chosen === name}
            onChange={() => choose(name)}
            className="mt-0.5 size-4 shrink-0 accent-accent"
          />
          <span className="min-w-0">
            <span className="block font-medium text-sm">{label}</span>
            {typeof schema['description'] === 'string' && (
              <span className="mt-0.5 block text-ink-2 text-xs leading-relaxed">{schema['description']}</span>
            )}
          </span>
        </label>
      ))}
    </div>
  </fieldset>
)
