import { useQueryClient } from '@tanstack/react-query'
import { deleteCarriersById } from '../../../../client/sdk.generated.ts'
import { Confirm } from '../kit/confirm.tsx'
import { type Carrier, settingsKeys } from '../queries.ts'

export const RemoveCarrier = ({ carrier: { id, name, links }, close }: { carrier: Carrier; close: () => void }) => {
  const cache = useQueryClient()
  const remove = async () => {
    await deleteCarriersById({ path: { id } })
    await cache.invalidateQueries({ queryKey: settingsKeys.carriers })
  }
  return (
    <Confirm
      title={`Remove ${name}?`}
      verb="Remove the carrier"
      does={remove}
      close={close}
      against={
        links > 0 && (
          <p>
            {links === 1 ? 'A link leads' : `${links} links lead`} to {name}. Remove {links === 1 ? 'it' : 'them'} first, or give{' '}
            {links === 1 ? 'it' : 'them'} another carrier.
          </p>
        )
      }
    >
      <p>Nothing leads to it. Messages that went through it keep their history.</p>
    </Confirm>
  )
}
