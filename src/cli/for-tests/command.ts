import { execFile } from 'node:child_process'
import { join } from 'node:path'

/** The command as it is typed: a process of its own, with nothing of a developer's settings. */

const main = join(import.meta.dirname, '..', 'main.ts')

export type Said = { code: number; said: string; wrong: string }

export const commandWith =
  (settings: () => Record<string, string>) =>
  (args: readonly string[], more: Record<string, string> = {}, input = ''): Promise<Said> => {
    const env = { PATH: process.env['PATH'], ...settings(), ...more }
    return new Promise((resolve) => {
      const child = execFile(process.execPath, [main, ...args], { env, maxBuffer: 50_000_000 }, (error, said, wrong) =>
        resolve({ code: Number(error?.code ?? 0), said, wrong }),
      )
      child.stdin?.end(input)
    })
  }
