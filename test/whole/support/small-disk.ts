import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const MB = 1_000_000

/** A disk of its own, small enough to be filled; null where we may not make one: only root may, and in a container not even root. */
export function smallDisk(sizeMb: number): SmallDisk | null {
  const folder = mkdtempSync(join(tmpdir(), 'tandem-disk-'))
  const options = `size=${sizeMb}m,mode=0700`
  if (process.platform === 'linux' && spawnSync('mount', ['-t', 'tmpfs', '-o', options, 'tandem', folder]).status === 0)
    return new SmallDisk(folder)
  rmSync(folder, { recursive: true })
  return null
}

export class SmallDisk implements Disposable {
  readonly folder: string
  readonly #ballast: string

  constructor(folder: string) {
    this.folder = folder
    this.#ballast = join(folder, 'ballast')
  }

  get freeMb(): number {
    const { bavail, bsize } = statfsSync(this.folder)
    return (bavail * bsize) / MB
  }

  /** Something else on the machine takes the room, but for so much. */
  fillTo(freeMb: number): void {
    writeFileSync(this.#ballast, Buffer.alloc(Math.max(0, Math.floor((this.freeMb - freeMb) * MB))))
  }

  empty(): void {
    rmSync(this.#ballast, { force: true })
  }

  [Symbol.dispose](): void {
    spawnSync('umount', [this.folder])
    rmSync(this.folder, { recursive: true, force: true })
  }
}
