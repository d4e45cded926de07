import { useQueryClient } from '@tanstack/react-query'
import { patchCarriersById } from '../../../../client/sdk.generated.ts'
import { NameDialog } from '../kit/name-dialog.tsx'
import { type Carrier, settingsKeys } from '../queries.ts'

export const RenameCarrier = ({ carrier, close }: { carrier: Carrier; close: () => void }) => {
  const cache = useQueryClient()
  const save = async (name: string) => {
    await patchCarriersById({ path: { id: carrier.id }, body: { name } })
    await Promise.all([settingsKeys.carriers, settingsKeys.links].map((queryKey) => cache.invalidateQueries({ queryKey })))
  }
  return <NameDialog title="Rename the carrier" name={carrier.name} save={save} close={close} />
}
