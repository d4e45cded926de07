import { until } from '../../test/whole/support/until.ts'

/** The heap of another Node on this machine, through its inspector: what is in use after everything that can be let go of was. */
export async function remoteHeapMiB(inspectPort: number): Promise<number> {
  const url = await until('the inspector answers', () => inspectorOf(inspectPort))
  const socket = new WebSocket(url)
  await new Promise((resolve, reject) => {
    socket.onopen = resolve
    socket.onerror = () => reject(new Error('the inspector cannot be reached'))
  })
  let id = 0
  const ask = (method: string): Promise<{ usedSize?: number }> =>
    new Promise((resolve) => {
      const mine = ++id
      socket.addEventListener('message', ({ data }) => {
        const said = JSON.parse(String(data)) as { id?: number; result: { usedSize?: number } } // `as`: the inspector's own format
        if (said.id === mine) resolve(said.result)
      })
      socket.send(JSON.stringify({ id: mine, method }))
    })
  try {
    for (let round = 0; round < 2; round++) await ask('HeapProfiler.collectGarbage')
    return Math.round(((await ask('Runtime.getHeapUsage')).usedSize ?? 0) / 2 ** 20)
  } finally {
    socket.close()
  }
}

async function inspectorOf(port: number): Promise<string | null> {
  const answer = await fetch(`http://127.0.0.1:${port}/json/list`).catch(() => null)
  const list = answer ? ((await answer.json()) as { webSocketDebuggerUrl: string }[]) : [] // `as`: the inspector's own format
  return list[0]?.webSocketDebuggerUrl ?? null
}
