import { channels } from '#src/channels/all.ts'
import type { Channel, Tell } from '#src/channels/channel.ts'
import type { LineView } from '#src/conversations/views.ts'
import type { Spine } from '#src/delivery/carriage.ts'
import type { Item } from '#src/delivery/memory.ts'
import { type OpenLink, openLink } from '#src/delivery/worker.ts'
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
  /** `not`: links that are out of the question. */
  route(it: { workspaceId: number; from: Address }, not?: readonly string[]): Route | null
  /** The lines were read some time ago: one that is not known may have been made since. */
  stale(): boolean
  lineOf(linkId: string, to: string): { workspaceId: number; lineId: string; teamId: string | null } | null
  line(workspaceId: number, lineId: string): Line | null
  lines(workspaceId: number): LineView[]
  /** The same, by address: the first is what a message leaves from when nobody says. */
  ownLines(workspaceId: number): { id: string; uri: Address; teamId: string | null }[]
  link(id: string): OpenLink<never> | undefined
  /** `carries`: a line uses it. */
  links(): {
    workspaceId: number
    name: string
    carries: boolean
    up: boolean
    why: string | null
    waiting: number
    underWay: number
    room: number
  }[]
  /** How it is now; null where it is not open here. */
  stateOf(linkId: string): LinkState | null
  /** Of the channel of that name: the link itself may be closed by now. */
  join(channel: string, pieces: (Uint8Array | null)[]): Part[]
  /** Reads lines and links again, and opens, reopens or closes what changed. */
  refresh(): Promise<void>
}

/** So long a number that is not known is believed to be nobody's. */
const believeMs = 10_000
/** How often links that could not be opened are tried again. */
const retryEveryMs = 10_000

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
  let readAt = Number.NEGATIVE_INFINITY
  /** How many links that should be open are not. */
  let closed = 0
  let byLink = new Map<string, Line>()
  let carrying = new Set<string>()
  let byWorkspace = new Map<number, (Line & { abilities: Abilities })[]>()
  /** Asked for every message: a workspace may have thousands of lines, a number has a few. */
  let byNumber = new Map<string, (Line & { abilities: Abilities })[]>()

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

  /** Whose a number is must be known before a link opens: what came for a number we did not know yet would be refused for good. */
  const readLines = async (): Promise<Line[]> => {
    const lines = await allLines(it.db)
    byLink = new Map(lines.map((line) => [`${line.linkId} ${line.uri}`, line]))
    carrying = new Set(lines.map(({ linkId }) => linkId))
    readAt = performance.now()
    return lines
  }

  const spreadLines = (lines: readonly Line[]): void => {
    const able = lines.flatMap((line) => {
      const way = opened.get(line.linkId)
      return way ? [{ ...line, abilities: way.channel.abilities(way.settings) }] : []
    })
    byWorkspace = Map.groupBy(able, (line) => line.workspaceId)
    byNumber = Map.groupBy(able, (line) => `${line.workspaceId} ${line.uri}`)
  }

  const routable = (workspaceId: number, from: Address): Routable[] =>
    (byNumber.get(`${workspaceId} ${from}`) ?? []).map((line) => ({
      workspaceId,
      lineId: line.id,
      linkId: line.linkId,
      from: line.uri,
      channel: line.channel,
      abilities: line.abilities,
      rank: line.rank,
      up: opened.get(line.linkId)?.open.up() ?? false,
    }))

  const readAgain = async (): Promise<void> => {
    const rows = await enabledLinks(it.db)
    const lines = await readLines()
    const wanted = new Map(
      rows.map((row) => [row.id, { row, signature: JSON.stringify([row.settings, row.secrets?.toString('base64'), row.name]) }]),
    )
    for (const [id, { signature, open: way }] of opened) {
      if (wanted.get(id)?.signature === signature) continue
      opened.delete(id)
      await way[Symbol.asyncDispose]()
    }
    for (const [id, { row, signature }] of wanted) if (!opened.has(id)) await open(row, signature)
    closed = wanted.size - opened.size
    spreadLines(lines)
    it.changed()
  }

  /** One at a time: two at once would open a link twice. */
  let refreshing: Promise<void> = Promise.resolve()
  const refresh = (): Promise<void> => {
    const next = refreshing.then(readAgain, readAgain)
    refreshing = next
    return next
  }
  /** A link stays closed while the key that seals its password is away: it opens when the key is back. */
  const retrying = setInterval(() => {
    if (closed > 0) refresh().catch((cause) => it.log.warn({ err: cause }, 'links could not be read again; trying again'))
  }, retryEveryMs)

  return {
    route: ({ workspaceId, from }, not = []) =>
      choose(
        routable(workspaceId, from).filter(({ linkId }) => !not.includes(linkId)),
        from,
      ),
    stale: () => performance.now() - readAt > believeMs,
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
    links: () =>
      [...opened.values()].map(({ row, open: way }) => ({
        ...{ workspaceId: row.workspaceId, name: way.name, carries: carrying.has(row.id), up: way.up(), why: way.why() },
        ...{ waiting: way.figures.waiting(), underWay: way.figures.underWay(), room: way.figures.room() },
      })),
    stateOf(linkId) {
      const way = opened.get(linkId)
      if (!way) return null
      const { open, settings, since, channel } = way
      const window = (settings as { window?: unknown }).window // `as`: only asked whether it has one
      return {
        ...{ up: open.up(), why: open.why(), since: since.toISOString() },
        ...{ room: open.figures.room(), waiting: open.figures.waiting(), underWay: open.figures.underWay() },
        window: typeof window === 'number' ? window : null,
        only: channel.abilities(settings).only ?? null,
      }
    },
    join(name, pieces) {
      const join = channels.find((channel) => channel.name === name)?.join
      if (!join) throw new Error(`there are fragments of ${name}, and the channel cannot join them`)
      return join(pieces)
    },
    refresh,
    async [Symbol.asyncDispose]() {
      clearInterval(retrying)
      await refreshing.catch(() => undefined) // who asked for it has heard
      await Promise.all([...opened.values()].map(({ open: way }) => way[Symbol.asyncDispose]()))
    },
  }
}
