import { HardDrive, Unplug } from 'lucide-react'
import { useConnection, useHealth } from '../../api/use-live.ts'
import { Bar } from '../../ui/bar.tsx'
import { downInWords } from './down-in-words.ts'

export const HealthBar = () => {
  const { links, diskLow } = useHealth()
  // While we are away it is not known what is up.
  const { kind } = useConnection()
  const down = kind === 'live' ? links.filter((it) => !it.up).map((it) => it.name) : []
  return (
    <>
      {diskLow && (
        <Bar tone="bad" icon={HardDrive} live="assertive">
          The disk is nearly full, so nothing new is accepted. Free some space; everything resumes by itself.
        </Bar>
      )}
      {down.length > 0 && (
        <Bar tone="warn" icon={Unplug}>
          {downInWords(down)}
        </Bar>
      )}
    </>
  )
}
