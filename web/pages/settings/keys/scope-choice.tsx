import { allScopes, type Scope, scopes } from '#src/workspaces/api-keys/scopes.ts'
import { presets } from './presets.ts'

type Props = { chosen: readonly Scope[]; choose: (scopes: Scope[]) => void; mine: readonly Scope[] }

/** What a key may do: a preset, or one by one. Nobody can give what they have not. */
export const ScopeChoice = ({ chosen, choose, mine }: Props) => (
  <fieldset>
    <legend className="mb-1.5 font-medium text-[0.8125rem] text-ink-2">What it may do</legend>
    <div className="mb-4 grid gap-2 sm:grid-cols-2">
      {presets.map(({ name, says, scopes: those }) => (
        <button
          key={name}
          type="button"
          aria-pressed={same(chosen, those)}
          onClick={() => choose(those.filter((it) => mine.includes(it)))}
          className="flex flex-col rounded-xl border border-line px-3.5 py-2.5 text-left transition-colors hover:bg-hover aria-pressed:border-accent aria-pressed:bg-accent-soft"
        >
          <span className="block font-medium text-sm">{name}</span>
          <span className="mt-0.5 block text-ink-2 text-xs leading-relaxed">{says}</span>
        </button>
      ))}
    </div>
    <ul className="grid gap-x-6 gap-y-2.5 border-line border-t pt-4 sm:grid-cols-2">
      {allScopes.map((scope) => (
        <li key={scope}>
          <label className="flex items-start gap-2.5 text-[0.8125rem]">
            <input
              type="checkbox"
              disabled={!mine.includes(scope)}
              checked={chosen.includes(scope)}
              onChange={(it) => choose(it.target.checked ? [...chosen, scope] : chosen.filter((one) => one !== scope))}
              className="mt-0.5 size-4 shrink-0 accent-accent"
            />
            <span className="min-w-0">
              {scopes[scope]}
              <code className="block font-mono text-2xs text-ink-3">{scope}</code>
            </span>
          </label>
        </li>
      ))}
    </ul>
  </fieldset>
)

const same = (a: readonly string[], b: readonly string[]): boolean => a.length === b.length && a.every((it) => b.includes(it))
