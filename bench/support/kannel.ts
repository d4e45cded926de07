import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { until } from '../../test/whole/support/until.ts'

/** Kannel as Debian ships it (apt-get install kannel), on a folder of its own: bearerbox towards the carrier, smsbox towards us. */

/** none forgets at a crash what it took; file and spool survive the process, not the power: Kannel never syncs. */
export const stores = ['none', 'file', 'spool'] as const
export type Store = (typeof stores)[number]
export type Kannel = AsyncDisposable & { httpPort: number; pids: { bearerbox: number; smsbox: number } }

/** The best found in the scan of the baselines: two links, a hundred in flight on each. */
const WINDOW = 100
const LINKS = 2
const ports = { admin: 13_000, smsbox: 13_001, http: 13_013 }

export async function startKannel({ store, smscPort }: { store: Store; smscPort: number }): Promise<Kannel> {
  const folder = mkdtempSync(join(tmpdir(), 'kannel-'))
  mkdirSync(join(folder, 'spool'))
  chmodSync(folder, 0o755)
  const file = join(folder, 'kannel.conf')
  writeFileSync(file, configOf(folder, store, smscPort))
  const running: ChildProcess[] = []
  const start = (command: string): number => {
    const child = spawn(command, ['-v', '4', file], { cwd: folder, stdio: 'ignore' })
    running.push(child)
    return child.pid ?? 0
  }
  const stop = async () => {
    for (const child of running.reverse()) {
      if (child.exitCode !== null || child.signalCode !== null) continue
      const late = setTimeout(() => child.kill('SIGKILL'), 5_000)
      child.kill('SIGTERM')
      await once(child, 'exit')
      clearTimeout(late)
    }
    rmSync(folder, { recursive: true, force: true })
  }
  try {
    const bearerbox = start('bearerbox')
    await until('bearerbox answers', async () => (await status()) !== '')
    const smsbox = start('smsbox')
    await until('smsbox is there and the links are up', async () => {
      const said = await status()
      return said.includes('online') && /smsbox/.test(said)
    })
    return { httpPort: ports.http, pids: { bearerbox, smsbox }, [Symbol.asyncDispose]: stop }
  } catch (error) {
    await stop()
    throw error
  }
}

const status = (): Promise<string> =>
  fetch(`http://127.0.0.1:${ports.admin}/status.txt?password=bar`).then(
    (it) => it.text(),
    () => '',
  )

type Group = Record<string, string | number | boolean>

function configOf(folder: string, store: Store, smscPort: number): string {
  const kept: Record<Store, Group> = {
    none: {},
    file: { 'store-type': 'file', 'store-location': join(folder, 'store') },
    spool: { 'store-type': 'spool', 'store-location': join(folder, 'spool') },
  }
  const local = '127.0.0.1'
  const groups: Group[] = [
    {
      ...{ group: 'core', 'admin-port': ports.admin, 'admin-interface': local, 'admin-password': 'bar', 'box-allow-ip': local },
      ...{ 'smsbox-port': ports.smsbox, 'smsbox-interface': local, 'dlr-storage': 'internal', 'sms-resend-freq': 5 },
      ...{ 'log-file': join(folder, 'bearerbox.log'), 'log-level': 2, ...kept[store] },
    },
    {
      ...{ group: 'smsc', smsc: 'smpp', 'smsc-id': 'up', host: local, port: smscPort, 'smsc-username': 'u', 'smsc-password': 'p' },
      ...{ 'system-type': '""', 'transceiver-mode': true, 'max-pending-submits': WINDOW, instances: LINKS, 'reconnect-delay': 1 },
      ...{ 'msg-id-type': '0x00', 'log-level': 2 },
    },
    {
      ...{
        group: 'smsbox',
        'bearerbox-host': local,
        'bearerbox-port': ports.smsbox,
        'sendsms-port': ports.http,
        'sendsms-interface': local,
      },
      ...{ 'log-file': join(folder, 'smsbox.log'), 'log-level': 2, 'http-request-retry': 3, 'http-queue-delay': 1 },
    },
    { group: 'sendsms-user', username: 'u', password: 'p', 'max-messages': 10, concatenation: true },
    { group: 'sms-service', keyword: 'default', text: '"x"' },
  ]
  return groups
    .map((group) =>
      Object.entries(group)
        .map(([name, value]) => `${name} = ${value}\n`)
        .join(''),
    )
    .join('\n')
}
