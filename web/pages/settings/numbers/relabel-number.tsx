import { useQueryClient } from '@tanstack/react-query'
import { patchNumbersByNumber } from '../../../../client/sdk.generated.ts'
import { shown } from '../../../ui/addresses.ts'
import { NameDialog } from '../kit/name-dialog.tsx'
import { type OurNumber, settingsKeys } from '../queries.ts'

export const RelabelNumber = ({ number: { number, label }, close }: { number: OurNumber; close: () => void }) => {
  const cache = useQueryClient()
  const save = async (name: string) => {
    await patchNumbersByNumber({ path: { number }, body: { label: name } })
    await cache.invalidateQueries({ queryKey: settingsKeys.numbers })
  }
  return <NameDialog title={`What ${shown(number)} is called`} name={label} save={save} close={close} />
}
