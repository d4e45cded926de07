import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Where the server's processor time goes, from the profile V8 writes with --cpu-prof: each sample belongs to the stage whose code it is in. */

type Node = { id: number; callFrame: { functionName: string; url: string }; children?: number[] }
type Profile = { nodes: Node[]; samples: number[]; timeDeltas: number[] }

/** The first frame from the root that says something decides: what a stage calls belongs to it. */
const stages: readonly [stage: string, frame: RegExp][] = [
  ['garbage collection', /^\(garbage collector\)/],
  ['idle', /^\(idle\)/],
  ['start', /src\/main\.ts|node:internal\/modules|scripts\//],
  ['accept', /src\/lifecycle\/(store|outbound|claimed\/store)\.ts.*(accept|record|claim)|src\/lifecycle\/(store|claimed\/store)\.ts/],
  ['dispatch', /src\/delivery\/(carriage|worker|memory|lanes)\.ts|src\/lifecycle\/outbound\.ts.*dispatch/],
  ['conclude', /src\/lifecycle\/(conclude|dispatched\/store)\.ts/],
  ['settle', /src\/lifecycle\/(settle|receipts\/.*store)\.ts/],
  [
    'http',
    /node_modules\/(fastify|find-my-way|@fastify|zod|avvio)\/|node:_http|src\/lifecycle\/api\/|src\/platform\/(http|zod-routes|rate-limit)/,
  ],
  ['smpp', /src\/(protocols|channels)\//],
  ['postgres wire', /node_modules\/pg|src\/platform\/db/],
]

/** Seconds of each stage, and of what belongs to none. */
export function profiled(folder: string): Map<string, number> {
  const [file] = readdirSync(folder).filter((it) => it.endsWith('.cpuprofile'))
  if (!file) throw new Error(`no profile in ${folder}`)
  const { nodes, samples, timeDeltas } = JSON.parse(readFileSync(join(folder, file), 'utf8')) as Profile // `as`: V8's own format
  const stageOf = new Map<number, string>()
  const byId = new Map(nodes.map((it) => [it.id, it]))
  const walk = (node: Node, inherited: string | null): void => {
    const { functionName, url } = node.callFrame
    const own = inherited ?? stages.find(([, frame]) => frame.test(`${functionName} ${url} ${functionName}`))?.[0] ?? null
    stageOf.set(node.id, own ?? 'rest')
    for (const child of node.children ?? []) walk(byId.get(child)!, own) // the profile is whole
  }
  walk(nodes[0]!, null) // the root comes first
  const seconds = new Map<string, number>()
  for (const [i, sample] of samples.entries()) {
    const stage = stageOf.get(sample) ?? 'rest'
    seconds.set(stage, (seconds.get(stage) ?? 0) + (timeDeltas[i] ?? 0) / 1e6)
  }
  seconds.delete('idle')
  return seconds
}
