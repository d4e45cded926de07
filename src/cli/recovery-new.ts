import { writeFileSync } from 'node:fs'
import { generateX25519Identity } from 'age-encryption'
import { Command } from 'commander'
import { codeOf } from '#src/platform/cannot-start.ts'
import { answer } from './answer.ts'
import { recipientOf } from './backup/recovery-key.ts'
import { NotPossible } from './not-possible.ts'

/** `tandem recovery new`: the pair of keys that backups are sealed with. Of the kind that every version of the age program knows. */
export function recoveryNew(): Command {
  return new Command('new')
    .description('Make a recovery key: a public half to back up with, and a secret half to restore with.')
    .requiredOption('--to <file>', 'where the secret half goes: a file that is not there yet')
    .addHelpText(
      'after',
      '\nDo it on another machine than the server if you can: the server needs only the public half.\nage-keygen makes the same.',
    )
    .action(run)
}

async function run({ to, json }: { to: string; json?: boolean }): Promise<void> {
  const identity = await generateX25519Identity()
  const recipient = await recipientOf(identity)
  try {
    writeFileSync(to, `# created: ${new Date().toISOString()}\n# public key: ${recipient}\n${identity}\n`, {
      mode: 0o600,
      flag: 'wx',
      flush: true,
    })
  } catch (cause) {
    const why = codeOf(cause) === 'EEXIST' ? 'is there already: a key is never written over' : `cannot be written (${codeOf(cause)})`
    throw new NotPossible(`${to} ${why}.`, { cause })
  }
  answer(
    json,
    { recipient, file: to },
    `The public half, for tandem backup --recovery:\n\n  ${recipient}\n\n` +
      `The secret half is in ${to}. Keep it where this machine is not: on paper, on a stick in a safe. Whoever has it and a backup\n` +
      'has everything; without it no backup can be opened, by anybody.',
  )
}
