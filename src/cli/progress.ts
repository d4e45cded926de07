/** How far long work is, on standard error: a terminal sees one line that changes, a log gets a line now and then. */
export type Progress = { tell(words: string): void; done(words: string): void }
/** `clear`: what was told goes from a terminal, because the answer follows. */
export type Clearable = Progress & { clear(): void }

const terminalMs = 100
const logMs = 5_000

export function openProgress({ quiet = false, to = process.stderr }: { quiet?: boolean; to?: NodeJS.WriteStream } = {}): Clearable {
  if (quiet) return { tell: () => {}, done: () => {}, clear: () => {} }
  const show = (words: string, end: string) => to.write(to.isTTY ? `\r\u001b[K${words}${end}` : `${words}\n`)
  let toldAt = performance.now() - (to.isTTY ? terminalMs : 0)
  return {
    tell(words) {
      const now = performance.now()
      if (now - toldAt < (to.isTTY ? terminalMs : logMs)) return
      toldAt = now
      show(words, '')
    },
    done: (words) => void show(words, '\n'),
    clear: () => void (to.isTTY && show('', '')),
  }
}

export const sized = (bytes: number): string =>
  bytes < 1e6 ? `${Math.ceil(bytes / 1e3)} kB` : bytes < 1e9 ? `${(bytes / 1e6).toFixed(1)} MB` : `${(bytes / 1e9).toFixed(2)} GB`
