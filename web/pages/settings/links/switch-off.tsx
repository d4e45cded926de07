import { useQueryClient } from '@tanstack/react-query'
import type { LinkView } from '#src/routing/views.ts'
import { patchLinksById } from '../../../../client/sdk.generated.ts'
import { Confirm } from '../kit/confirm.tsx'
import { settingsKeys } from '../queries.ts'

export const SwitchOff = ({ link, close }: { link: LinkView; close: () => void }) => {
  const cache = useQueryClient()
  const off = async () =>
    cache.setQueryData(settingsKeys.link(link.id), await patchLinksById({ path: { id: link.id }, body: { enabled: false } }))
  return (
    <Confirm title={`Switch ${link.name} off?`} verb="Switch it off" does={off} close={close}>
      <p>It is closed once what is under way has been answered. Nothing leaves or arrives through it until it is switched on again.</p>
      {link.lines > 0 && (
        <p>
          {link.lines === 1 ? 'The line' : `The ${link.lines} lines`} on it can neither send nor hear meanwhile, unless the number has
          another line that is up.
        </p>
      )}
    </Confirm>
  )
}
