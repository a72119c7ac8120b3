import { getContainerRuntimeClient } from 'testcontainers'
import { connectEngine } from './engine.ts'

/** How a container calls the machine that it runs on. */
export interface Machine {
  name: string
  /** What the engine has to be told for it; Podman knows its name by itself, and 4.3 knows no `host-gateway`. */
  hosts: Array<{ host: string; ipAddress: string }>
}

export async function machineOf(): Promise<Machine> {
  await connectEngine()
  const { container } = await getContainerRuntimeClient()
  return machineFor((await container.dockerode.version()) as Version)
}

/** What both engines answer at `/version`, as far as it tells them apart. */
export interface Version {
  Components?: ReadonlyArray<{ Name: string }>
}

export function machineFor({ Components = [] }: Version): Machine {
  if (Components.some(({ Name }) => /podman/i.test(Name)))
    return { name: 'host.containers.internal', hosts: [] }
  const name = 'host.docker.internal'
  return { name, hosts: [{ host: name, ipAddress: 'host-gateway' }] }
}
