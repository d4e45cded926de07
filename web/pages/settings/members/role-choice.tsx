import { useId } from 'react'
import type { Role } from '#src/workspaces/roles.ts'
import { rolesUpTo } from '#src/workspaces/roles.ts'
import { roleWords } from './role-words.ts'

type Props = { chosen: Role; choose: (role: Role) => void; mine: Role; legend?: string }

/** One of the roles, each with what it may do. Nobody gives one above their own. */
export const RoleChoice = ({ chosen, choose, mine, legend = 'What they may do' }: Props) => {
  const name = useId()
  return (
    <fieldset>
      <legend className="mb-1.5 font-medium text-[0.8125rem] text-ink-2">{legend}</legend>
      <div className="flex flex-col gap-2">
        {roleWords.map(({ role, title, says }) => {
          const mayGive = rolesUpTo(mine).includes(role)
          return (
            <label
              key={role}
              className={`flex items-start gap-3 rounded-xl border border-line px-3.5 py-2.5 transition-colors has-checked:border-accent has-checked:bg-accent-soft ${mayGive ? 'hover:bg-hover' : ''}`}
            >
              <input
                type="radio"
                name={name}
                aria-label={title}
                aria-describedby={`${name}-${role}`}
                checked={chosen === role}
                disabled={!mayGive}
                onChange={() => choose(role)}
                className="mt-0.5 size-4 shrink-0 accent-accent"
              />
              <span className="min-w-0">
                <span className={`block font-medium text-sm ${mayGive ? '' : 'text-ink-2'}`}>{title}</span>
                <span id={`${name}-${role}`} className="mt-0.5 block text-ink-2 text-xs leading-relaxed">
                  {says} {!mayGive && 'Only an owner gives it.'}
                </span>
              </span>
            </label>
          )
        })}
      </div>
    </fieldset>
  )
}
