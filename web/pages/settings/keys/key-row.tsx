import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { scopes } from '#src/workspaces/api-keys/scopes.ts'
import { deleteKeysById } from '../../../../client/sdk.generated.ts'
import { Button } from '../../../ui/button.tsx'
import { dateOf } from '../../../ui/times.ts'
import { When } from '../../../ui/when.tsx'
import { Badge } from '../kit/badge.tsx'
import { Confirm } from '../kit/confirm.tsx'
import { type ApiKey, settingsKeys } from '../queries.ts'
import { presets } from './presets.ts'

/** One key: what it is called, how to recognise it, what it may, when it was last seen. */
export const KeyRow = ({ it }: { it: ApiKey }) => {
  const cache = useQueryClient()
  const [revoking, setRevoking] = useState(false)
  const revoke = async () => {
    await deleteKeysById({ path: { id: it.id } })
    await cache.invalidateQueries({ queryKey: settingsKeys.keys })
  }
  return (
    <li className="flex flex-wrap items-start gap-x-4 gap-y-2 border-line border-b px-4 py-3.5 last:border-0">
      <div className="min-w-0 grow basis-64">
        <p className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
          <span className={`break-words font-medium text-sm ${it.revokedAt ? 'text-ink-2 line-through' : ''}`}>{it.name}</span>
          <code className="font-mono text-ink-3 text-xs">{it.shown}…</code>
          {it.revokedAt && <Badge tone="calm">Revoked {dateOf(it.revokedAt)}</Badge>}
        </p>
        <details className="mt-1 text-[0.8125rem]">
          <summary className="w-fit cursor-pointer rounded-sm text-ink-2 marker:text-ink-3">{inShort(it.scopes)}</summary>
          <ul className="mt-1.5 mb-1 list-disc pl-6 text-ink-2">
            {it.scopes.map((scope) => (
              <li key={scope}>{scopes[scope] ?? scope}</li>
            ))}
          </ul>
        </details>
      </div>
      <p className="min-w-0 text-ink-3 text-xs leading-5">
        {it.lastUsedAt ? (
          <>
            Last used <When at={it.lastUsedAt} spoken />
          </>
        ) : (
          'Never used'
        )}
        <span className="block break-words">
          Made {dateOf(it.madeAt)}
          {it.madeBy && ` by ${it.madeBy}`}
        </span>
      </p>
      {!it.revokedAt && (
        <Button size="sm" look="bad" className="ml-auto" aria-label={`Revoke ${it.name}`} onClick={() => setRevoking(true)}>
          Revoke
        </Button>
      )}
      {revoking && (
        <Confirm title={`Revoke ${it.name}?`} verb="Revoke it for good" does={revoke} close={() => setRevoking(false)}>
          <p>Whatever uses {it.shown}… is refused within five seconds, everywhere. This cannot be undone: it would need a new key.</p>
          <p>
            {it.lastUsedAt ? (
              <>
                It was last used <When at={it.lastUsedAt} spoken className="font-medium text-ink" />: something still relies on it.
              </>
            ) : (
              'It was never used.'
            )}
          </p>
        </Confirm>
      )}
    </li>
  )
}

const inShort = (of: readonly string[]): string => {
  const preset = presets.find(({ scopes: those }) => those.length === of.length && those.every((it) => of.includes(it)))
  return preset ? `${preset.name} (${of.length})` : `May do ${of.length} ${of.length === 1 ? 'thing' : 'things'}`
}
