import { ConnectionBar } from './connection-bar.tsx'
import { HealthBar } from './health-bar.tsx'
import { KeysBar } from './keys-bar.tsx'

/** What everybody must know before believing what is below. */
export const Bars = () => (
  <div>
    <KeysBar />
    <ConnectionBar />
    <HealthBar />
  </div>
)
