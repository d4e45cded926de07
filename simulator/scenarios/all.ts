import { firstDay } from './first-day.ts'
import { realMessages } from './real-messages.ts'
import { type Scenario, scenario } from './scenario.ts'
import { storm } from './storm.ts'
import { team } from './team.ts'

/** Everything that can happen. */
export const scenarios: readonly Scenario<unknown>[] = [scenario(firstDay), scenario(realMessages), scenario(storm), scenario(team)]
