import { Lock } from 'lucide-react'
import type { Scope } from '#src/workspaces/api-keys/scopes.ts'
import { useAdmins, useMay } from '../may.ts'

/** Why there are no buttons, and whom to ask. Nothing for those who may. `but`: what everybody may change all the same. */
export const LookOnly = ({ scope, but }: { scope: Scope; but?: string }) => {
  const may = useMay(scope)
  const admins = useAdmins()
  if (may) return null
  return (
    <p className="flex gap-2.5 rounded-lg bg-ground px-3.5 py-2.5 text-[0.8125rem] text-ink-2">
      <Lock className="mt-0.5 size-4 shrink-0" aria-hidden />
      <span>
        You can look, and not change{but && `, ${but}`}: that takes an owner or an admin
        {admins.length > 0 && ` (${admins.slice(0, 3).join(', ')})`}.
      </span>
    </p>
  )
}
