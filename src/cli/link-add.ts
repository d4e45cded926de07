import { Command, Option } from 'commander'
import { channels } from '#src/channels/all.ts'
import type { Content } from '#src/message/content.ts'
import { newId } from '#src/platform/ids.ts'
import { carriersOf } from '#src/routing/carriers/store.ts'
import { check, type Given, type Kind } from '#src/routing/links/settings.ts'
import { addLink, mostLinks } from '#src/routing/links/store.ts'
import { answer } from './answer.ts'
import { secretsFor } from './link-secrets.ts'
import { settingsInWords, typed } from './link-settings.ts'
import { NotPossible, NotRight, nameTaken } from './not-possible.ts'
import { type InWorkspace, meant, note, openContent, withWorkspace, workspaceOption } from './operator.ts'
import { shortText } from './workspace-create.ts'

/** `tandem link add`: a connection to a carrier. A running server opens it within seconds. */
export function linkAdd(): Command {
  return new Command('add')
    .description('Add a link: one connection of a channel. A running server opens it within seconds.')
    .addOption(workspaceOption())
    .requiredOption('--name <name>', 'what you call it', shortText)
    .addOption(
      new Option('--channel <channel>', 'which kind of connection').choices(channels.map(({ name }) => name)).makeOptionMandatory(),
    )
    .option('--carrier <carrier>', 'where it leads, by name or id in tandem carrier list')
    .option('--set <name=value>', 'a setting, as often as needed; see below', several, [])
    .option('--secret-file <name=file>', 'a secret, from a file; - is standard input', several, [])
    .option('--off', 'do not open it yet')
    .addHelpText('after', () => `${settingsInWords(channels)}\n${secretsInWords}`)
    .action(add)
}

const secretsInWords = `
A secret is asked for on the terminal, or comes from --secret-file or from the environment, as in TANDEM_SECRET_PASSWORD. It is
sealed with the key of the workspace and never shown again.

Example:
  tandem link add --name copperline --channel smpp --carrier "Copperline Mobile" --set host=smsc.example.com --set systemId=riverside`

export const several = (given: string, before: readonly string[]): string[] => [...before, given]

type Options = InWorkspace & { name: string; channel: string; carrier?: string; set: string[]; secretFile: string[]; off?: boolean }

async function add({ workspace, name, channel, carrier: carrierGiven, set, secretFile, off, json }: Options): Promise<void> {
  const kind = kindOf(channel)
  const given = typed(kind, set)
  const { plain, secrets } = checked(kind, { ...given, ...(await secretsFor(kind, { set: given, files: secretFile })) })
  await withWorkspace(workspace, async ({ db, config, workspace: { id: workspaceId } }) => {
    await using opened = await openContent(config, db)
    const id = newId()
    const sealed = await sealedSecrets(opened.content, { workspaceId, id }, secrets)
    const carrier = await db.web(workspaceId, async (tx) => {
      const carrier = carrierGiven === undefined ? null : meant('carrier', await carriersOf(tx, workspaceId), carrierGiven)
      const row = { workspaceId, id, channel, name, carrierId: carrier?.id ?? null, settings: plain, secrets: sealed, enabled: !off }
      const not = await addLink(tx, row)
      if (not === 'too_many') throw new NotPossible(`A workspace has at most ${mostLinks} links.`)
      if (not === 'name_taken') throw nameTaken('link', name)
      note(tx, workspaceId, 'link.added', { link: id, name, channel })
      return carrier
    })
    const next = `Try it: tandem link test --link "${name}". Let it carry a number: tandem line add --link "${name}" …`
    answer(
      json,
      { workspaceId, id, name, channel, carrierId: carrier?.id ?? null, settings: plain, secretsSet: Object.keys(secrets), enabled: !off },
      `Link "${name}" is added${off ? ', switched off' : '; a running server opens it within seconds'}. ${next}`,
    )
  })
}

export function kindOf(channel: string): Kind {
  const kind = channels.find(({ name }) => name === channel)
  if (!kind) throw new NotPossible(`This Tandem knows no channel "${channel}".`)
  return kind as Kind // `as`: the names of secrets, as text
}

export function checked(kind: Kind, given: Given) {
  const it = check(kind, given)
  if (it.kind === 'right') return it
  const wrong = it.fields.map(({ path, message }) => `${path.replace(/^settings\./, '')}: ${message}`)
  throw new NotRight(`The settings are not right. ${wrong.join('; ')}. Their meanings: tandem link add --help.`)
}

async function sealedSecrets(
  content: Content,
  { workspaceId, id }: { workspaceId: number; id: string },
  secrets: Given,
): Promise<Buffer | null> {
  if (Object.keys(secrets).length === 0) return null
  const [sealed] = await content.seal([{ workspaceId, table: 'links', row: id, column: 'secrets', plain: JSON.stringify(secrets) }])
  if (sealed instanceof Uint8Array) return sealed
  throw new NotPossible('The key of the workspace cannot be had, so secrets cannot be sealed: tandem doctor says why.')
}
