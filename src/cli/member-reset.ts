import { Command } from 'commander'
import type { Db } from '#src/platform/db.ts'
import { joinLink } from '#src/workspaces/joins/link.ts'
import { JOIN_DAYS, makeJoin } from '#src/workspaces/joins/store.ts'
import { forgetKeys, membershipsOf, personOfEmail } from '#src/workspaces/store.ts'
import { readConfig } from '../config.ts'
import { answer } from './answer.ts'
import { withDatabase } from './database.ts'
import { inboxUrl } from './inbox-url.ts'
import { wholeNumber, workspaceNumbered } from './member-invite.ts'
import { NotPossible } from './not-possible.ts'

/** `tandem member reset`: for who forgot the password and lost the passkey, and for who should be signed out everywhere at once. */
export function memberReset(): Command {
  return new Command('reset')
    .description('Forget a member’s password, passkeys and sessions, and make a one-time link that gives them new ones.')
    .requiredOption('--workspace <number>', 'its number in tandem workspace list', wholeNumber)
    .requiredOption('--email <email>', 'whose')
    .addHelpText('after', '\nExample:\n  tandem member reset --workspace 1 --email ana@example.com')
    .action(reset)
}

async function reset({ workspace, email, json }: { workspace: number; email: string; json?: boolean }): Promise<void> {
  const config = readConfig()
  const { role, token } = await withDatabase(config, async (db) => {
    const { personId, role } = await memberAt(db, workspace, email)
    await forgetKeys(db, personId)
    return { role, token: await makeJoin(db, workspace, role, new Date(), email) }
  })
  const link = joinLink(inboxUrl(config), token)
  answer(
    json,
    { workspaceId: workspace, email, role, link, linkExpiresInDays: JOIN_DAYS },
    `${email} is signed out everywhere within seconds. With this link, once, within ${JOIN_DAYS} days, and with the same e-mail,\n` +
      `they choose a new password or passkey:\n\n  ${link}`,
  )
}

async function memberAt(db: Db, workspace: number, email: string) {
  const { id, name } = await workspaceNumbered(db, workspace)
  const person = await personOfEmail(db, email)
  const memberships = person ? await membershipsOf(db, person.id) : []
  const here = memberships.find((it) => it.workspaceId === id)
  if (!person || !here) throw new NotPossible(`Nobody with the e-mail ${email} is a member of "${name}".`)
  // A link speaks for one workspace, and must not open another.
  if (memberships.length > 1)
    throw new NotPossible(`${email} is a member of other workspaces too, and a link of this one must not open those.`)
  return { personId: person.id, role: here.role }
}
