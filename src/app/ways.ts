import { channels } from '#src/channels/all.ts'
import type { Channel, Tell } from '#src/channels/channel.ts'
import type { LineView } from '#src/conversations/views.ts'
import { type Item, type OpenLink, openLink, type Spine } from '#src/delivery/worker.ts'
import type { Abilities } from '#src/message/abilities.ts'
import type { Content } from '#src/message/content.ts'
import type { Address, Part } from '#src/message/message.ts'
import { allLines, type Line } from '#src/numbers/store.ts'
import type { Db } from '#src/platform/db.ts'
import type { Leases } from '#src/platform/leases.ts'
import type { Log } from '#src/platform/log.ts'
import { choose, type Routable, type Route } from '#src/routing/choose.ts'
import { enabledLinks, type LinkRow } from '#src/routing/store.ts'
import type { LinkState } from '#src/routing/views.ts'

/** Every line and link as they are now, in memory: which way a message can go, and whose a number is. */
export type Ways = AsyncDisposable & {
  route(it: { workspaceId: number; from: Address }, not?: string): Route | null
  lineOf(linkId: string, to: string): { workspaceId: number; lineId: string; teamId: string | null } | null
  line(workspaceId: number, lineId: string): Line | null
  lines(workspaceId: number): LineView[]
  /** The same, by address: the first is what a message leaves from when nobody says. */
  ownLines(workspaceId: number): { id: string; uri: Address; teamId: string | null }[]
  link(id: string): OpenLink<never> | undefined
  links(): { name: string; up: boolean; why: string | null }[]
  /** How it is now; null where it is not open here. */
  stateOf(linkId: string): LinkState | null
  join(linkId: string, pieces: (Uint8Array | null)[]): Part[]
  /** Reads lines and links again, and opens, reopens or closes what changed. */
  refresh(): Promise<void>
}

type Opened = {
  row: LinkRow
  signature: string
  open: OpenLink<Item>
  channel: Channel<unknown>
  settings: unknown
  wasUp: boolean
  since: Date
}

export function openWays<T extends Item>(it: {
  db: Db
  content: Content
  leases: Leases
  log: Log
  spine: Spine<T>
  tell(linkId: string): Tell
  changed(): void
}): Ways {
  const opened = new Map<string, Opened>()
  let byLink = new Map<string, Line>()
  let byWorkspace = new Map<number, (Line & { abilities: Abilities })[]>()

  const open = async (row: LinkRow, signature: string): Promise<void> => {
    const channel = channels.find(({ name }) => name === row.channel)
    if (!channel) return it.log.error({ link: row.name, channel: row.channel }, 'no such channel: the link stays closed')
    const settings = channel.settings.safeParse({ ...row.settings, ...(await secretsOf(row)) })
    if (!settings.success)
      return it.log.error({ link: row.name, why: settings.error.message }, 'the link’s settings are not right: it stays closed')
    const link = { id: row.id, lines: [], settings: settings.data, http: fetch }
    const changed = () => {
      const way = opened.get(row.id)
      if (way && way.wasUp !== way.open.up()) Object.assign(way, { wasUp: way.open.up(), since: new Date() })
      it.changed()
    }
    const open = openLink<T>({ id: row.id, name: row.name, channel, link }, { ...it, changed, tell: it.tell(row.id) })
    // `as`: one kind of item for all
    opened.set(row.id, {
      row,
      signature,
      open: open as unknown as OpenLink<Item>,
      channel,
      settings: settings.data,
      wasUp: false,
      since: new Date(),
    })
  }

  const secretsOf = async ({ workspaceId, id, secrets }: LinkRow): Promise<object> => {
    if (!secrets) return {}
    const [plain] = await it.content.open([{ workspaceId, table: 'links', row: id, column: 'secrets', sealed: secrets }])
    return plain instanceof Uint8Array ? (JSON.parse(plain.toString()) as object) : {} // `as`: we wrote it
  }

  const readLines = async (): Promise<void> => {
    const lines = await allLines(it.db)
    byLink = new Map(lines.map((line) => [`${line.linkId} ${line.uri}`, line]))
    const able = lines.flatMap((line) => {
      const way = opened.get(line.linkId)
      return way ? [{ ...line, abilities: way.channel.abilities(way.settings) }] : []
    })
    byWorkspace = Map.groupBy(able, (line) => line.workspaceId)
  }

  const routable = (workspaceId: number): Routable[] =>
    (byWorkspace.get(workspaceId) ?? []).map((line) => ({
      workspaceId,
      lineId: line.id,
      linkId: line.linkId,
      from: line.uri,
      channel: line.channel,
      abilities: line.abilities,
      rank: line.rank,
      up: opened.get(line.linkId)?.open.up() ?? false,
    }))

  return {
    route: ({ workspaceId, from }, not) => choose(routable(workspaceId), from, not),
    lineOf(linkId, to) {
      const line = byLink.get(`${linkId} ${to}`)
      return line ? { workspaceId: line.workspaceId, lineId: line.id, teamId: line.teamId } : null
    },
    line: (workspaceId, lineId) => byWorkspace.get(workspaceId)?.find(({ id }) => id === lineId) ?? null,
    lines: (workspaceId) =>
      (byWorkspace.get(workspaceId) ?? []).map((line) => ({
        id: line.id,
        number: line.uri,
        label: line.label,
        channelLabel: opened.get(line.linkId)?.channel.label ?? '',
        up: opened.get(line.linkId)?.open.up() ?? false,
        abilities: line.abilities,
      })),
    ownLines: (workspaceId) => byWorkspace.get(workspaceId) ?? [],
    link: (id) => opened.get(id)?.open as OpenLink<never> | undefined, // `as`: whoever offers knows the kind
    links: () => [...opened.values()].map(({ open }) => ({ name: open.name, up: open.up(), why: open.why() })),
    stateOf(linkId) {
      const way = opened.get(linkId)
      if (!way) return null
      const { open, settings, since } = way
      const window = (settings as { window?: unknown }).window // `as`: only asked whether it has one
      return {
        ...{ up: open.up(), why: open.why(), since: since.toISOString() },
        ...{ room: open.figures.room(), waiting: open.figures.waiting(), underWay: open.figures.underWay() },
        window: typeof window === 'number' ? window : null,
      }
    },
    join(linkId, pieces) {
      const join = opened.get(linkId)?.channel.join
      if (!join) throw new Error(`link ${linkId} has fragments, and its channel cannot join them`)
      return join(pieces)
    },
    async refresh() {
      const rows = await enabledLinks(it.db)
      const wanted = new Map(
        rows.map((row) => [row.id, { row, signature: JSON.stringify([row.settings, row.secrets?.toString('base64'), row.name]) }]),
      )
      for (const [id, { signature, open: way }] of opened) {
        if (wanted.get(id)?.signature === signature) continue
        opened.delete(id)
        await way[Symbol.asyncDispose]()
      }
      for (const [id, { row, signature }] of wanted) if (!opened.has(id)) await open(row, signature)
      await readLines()
      it.changed()
    },
    async [Symbol.asyncDispose]() {
      await Promise.all([...opened.values()].map(({ open: way }) => way[Symbol.asyncDispose]()))
    },
  }
}
