import { useQueryClient } from '@tanstack/react-query'
import { deleteNumbersByNumber } from '../../../../client/sdk.generated.ts'
import { shown } from '../../../ui/addresses.ts'
import { Confirm } from '../kit/confirm.tsx'
import { type OurNumber, settingsKeys } from '../queries.ts'

export const RemoveNumber = ({ number: { number, lines }, close }: { number: OurNumber; close: () => void }) => {
  const cache = useQueryClient()
  const remove = async () => {
    await deleteNumbersByNumber({ path: { number } })
    await cache.invalidateQueries({ queryKey: settingsKeys.numbers })
  }
  return (
    <Confirm
      title={`Remove ${shown(number)}?`}
      verb="Remove the number"
      does={remove}
      close={close}
      against={
        lines.length > 0 && (
          <p>
            {lines.length === 1 ? 'A link still carries' : `${lines.length} links still carry`} it:{' '}
            {lines.map(({ link }) => link.name).join(', ')}. Remove {lines.length === 1 ? 'that line' : 'those lines'} first.
          </p>
        )
      }
    >
      <p>It is no longer one of yours. Conversations and messages stay as they are.</p>
    </Confirm>
  )
}
