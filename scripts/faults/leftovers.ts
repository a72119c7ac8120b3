import { globSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { getContainerRuntimeClient } from 'testcontainers'
import { ownedContainers } from '../../src/containers/ownership.ts'

/** What a run can leave on a machine. */
export interface Leftovers {
  containers: number
  networks: number
  volumes: number
  /** Files and folders for temporary use. */
  files: number
  processes: number
}

/** What nobody used before the run began, by name: others work with the same engine. */
export interface Unused {
  networks: ReadonlySet<string>
  volumes: ReadonlySet<string>
}

export async function seenBefore(): Promise<Unused> {
  const { container: client } = await getContainerRuntimeClient()
  const filters = { dangling: ['true'] }
  const [networks, { Volumes }] = await Promise.all([
    client.dockerode.listNetworks({ filters }),
    client.dockerode.listVolumes({ filters }),
  ])
  return {
    networks: new Set(networks.map(({ Name }) => Name)),
    volumes: new Set((Volumes ?? []).map(({ Name }) => Name)),
  }
}

/** The container library's lock: one empty file for all runs of a user, whatever becomes of them. */
const shared = /^testcontainers-node-\d+\.lock$/

/** Milliseconds in which what is about to end may end: an engine's helpers outlive their container by a moment. */
const moment = 3000

/** What is still there after a moment. */
export async function leftoversOf(pid: number, folder: string, before: Unused): Promise<Leftovers> {
  const end = Date.now() + moment
  for (;;) {
    const left = await look(pid, folder, before)
    if (total(left) === 0 || Date.now() > end) return left
    await wait(200)
  }
}

/** What the process with this id left, and all that it started. `folder` was its own for temporary files. */
async function look(pid: number, folder: string, before: Unused): Promise<Leftovers> {
  const now = await seenBefore()
  return {
    containers: (await ownedContainers()).filter(({ owner }) => owner === pid).length,
    networks: now.networks.difference(before.networks).size,
    volumes: now.volumes.difference(before.volumes).size,
    files: readdirSync(folder).filter((name) => !shared.test(name)).length,
    processes: environments().filter((text) => text.includes(`TMPDIR=${folder}\0`)).length,
  }
}

export const total = (left: Leftovers) => Object.values(left).reduce((sum, one) => sum + one, 0)

/** Environments of all processes that this user may look at: a child keeps its parent's. */
function environments(): string[] {
  return globSync('/proc/[0-9]*/environ').flatMap((file) => {
    try {
      return `${readFileSync(join(file), 'utf8')}\0`
    } catch {
      return []
    }
  })
}
