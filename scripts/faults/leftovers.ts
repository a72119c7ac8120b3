import { globSync, readdirSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { getContainerRuntimeClient } from 'testcontainers'
import { ownedContainers } from '../../src/containers/ownership.ts'

/** What a run can leave on a machine. */
export interface Leftovers {
  containers: number
  networks: number
  folders: number
  processes: number
}

export async function networks(): Promise<number> {
  const { container: client } = await getContainerRuntimeClient()
  return (await client.dockerode.listNetworks()).length
}

/** What the process with this id left, `before` being the number of networks before it began. */
export async function leftoversOf(pid: number, before: number): Promise<Leftovers> {
  const mark = `touchstone-${pid}-`
  return {
    containers: (await ownedContainers()).filter(({ owner }) => owner === pid).length,
    networks: Math.max(0, (await networks()) - before),
    folders: readdirSync(tmpdir()).filter((name) => name.startsWith(mark)).length,
    processes: commands().filter((command) => command.includes(mark)).length,
  }
}

export const total = (left: Leftovers) => Object.values(left).reduce((sum, one) => sum + one, 0)

function commands(): string[] {
  return globSync('/proc/[0-9]*/cmdline').flatMap((file) => {
    try {
      return readFileSync(file, 'utf8')
    } catch {
      return []
    }
  })
}
