import { Command } from 'commander'
import { readConfig } from '../config.ts'
import { answer } from './answer.ts'
import { database } from './doctor/database.ts'
import type { Finding } from './doctor/finding.ts'
import { machine } from './doctor/machine.ts'
import { server } from './doctor/server.ts'
import { exitCodes } from './exit-codes.ts'

/** `tandem doctor`: looks at everything a Tandem needs, and says of what is wrong what to do. */
export function doctor(): Command {
  return new Command('doctor')
    .description('Look at everything Tandem needs, and say what to do about what is wrong. Exit code 1 if anything is.')
    .addHelpText(
      'after',
      '\nIt changes nothing. With the Postgres that ships and no server running, it starts that Postgres for the while.',
    )
    .action(run)
}

async function run({ json }: { json?: boolean }): Promise<void> {
  const config = readConfig()
  const findings = [...(await machine(config)), ...(await database(config)), ...(await server(config))]
  const isWell = findings.every(({ is }) => is !== 'wrong')
  answer(json, { ok: isWell, findings }, `${findings.map(inWords).join('\n')}\n\n${isWell ? 'Nothing is wrong.' : 'Something is wrong.'}`)
  if (!isWell) process.exitCode = exitCodes.failed
}

const marks = { right: 'ok ', wrong: 'NO ', unknown: ' ? ' } as const

const inWords = ({ what, is, said, remedy }: Finding): string => `${marks[is]} ${what}: ${said}${remedy ? `\n      → ${remedy}` : ''}`
