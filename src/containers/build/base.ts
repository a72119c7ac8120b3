import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { $ } from 'zx'
import type { EngineCli } from './engine-cli.ts'

/** The ground of every image of ours: Debian, made from its packages. */
export const baseImage = 'localhost/touchstone/base:trixie'

/** Makes the base image unless it is there. Needs `mmdebstrap`. */
export async function ensureBase(engine: EngineCli, say: (text: string) => void): Promise<void> {
  if (await exists(engine, baseImage)) return
  say(`${baseImage}: a Debian system from its packages …`)
  const folder = await mkdtemp(join(tmpdir(), 'touchstone-base-'))
  try {
    const archive = join(folder, 'base.tar')
    await $({ quiet: true })`mmdebstrap --variant=apt --include=ca-certificates trixie ${archive}`
    await engine.run('import', archive, baseImage)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

export async function exists(engine: EngineCli, image: string): Promise<boolean> {
  return (await engine.run('images', '--quiet', image)) !== ''
}
