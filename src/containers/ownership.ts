import { setTimeout as wait } from 'node:timers/promises'
import { getContainerRuntimeClient, ImageName } from 'testcontainers'
import { forget, type KeptServer, keptServers } from '../machine/kept.ts'
import { isAlive, processSpace } from '../machine/processes.ts'

/** Every container of ours has it, with the process that started it: what a killed run leaves is reaped by the next. */
export const ownerLabel = 'touchstone.owner'

/** Where the owner's process id means something: an engine may serve several machines and containers. */
const spaceLabel = 'touchstone.space'

/** What a container of this process is marked with. */
export function ownLabels(): Record<string, string> {
  return { [ownerLabel]: String(process.pid), [spaceLabel]: processSpace() }
}

/** Removes containers whose owner lives no more, but for those of servers that are kept. */
export async function reapLeftovers(): Promise<void> {
  for (const kept of keptServers()) if (!isAlive(kept.user) && (await isOutdated(kept))) forget(kept)
  await removeWhere((owner) => !isAlive(owner))
}

/** Ids of the containers that this process started. */
export async function ownContainers(): Promise<string[]> {
  return (await ownedContainers()).filter(({ owner }) => owner === process.pid).map(({ id }) => id)
}

/** Whether a container is gone, or its image's name means another image by now. */
async function isOutdated({ containers }: KeptServer): Promise<boolean> {
  const { container: client, image } = await getContainerRuntimeClient()
  try {
    for (const id of containers) {
      const { Image, Config } = await client.getById(id).inspect()
      const { Id } = await image.inspect(ImageName.fromString(Config.Image))
      if (Id.replace(/^sha256:/, '') !== Image.replace(/^sha256:/, '')) return true
    }
    return false
  } catch (error) {
    return (error as { statusCode?: number }).statusCode === 404
  }
}

/**
 * Removes the containers of this process, also those that are still starting, and those that a thread of it starts
 * meanwhile: only when none was found twice is there an end.
 */
export async function removeOwn(): Promise<void> {
  for (let quiet = 0; quiet < 2; await wait(300)) {
    const found = await removeWhere((owner) => owner === process.pid)
    quiet = found === 0 ? quiet + 1 : 0
  }
}

/** Ids and owners of all containers that were started from here, running or not. */
export async function ownedContainers(): Promise<Owned[]> {
  return ownedAmong(await allContainers())
}

/** The stopped ones too. Podman answers 500 where one of them goes while it counts them (seen running, 4.3.1): then it is asked again. */
async function allContainers(tries = 40): Promise<ContainerInfo[]> {
  const { container: client } = await getContainerRuntimeClient()
  try {
    return await client.dockerode.listContainers({ all: true, filters: { label: [ownerLabel] } })
  } catch (error) {
    if (tries <= 1 || (error as { statusCode?: number }).statusCode !== 500) throw error
    await wait(250)
    return allContainers(tries - 1)
  }
}

type ContainerInfo = Awaited<
  ReturnType<
    Awaited<ReturnType<typeof getContainerRuntimeClient>>['container']['dockerode']['listContainers']
  >
>[number]

export interface Owned {
  id: string
  /** Process id. */
  owner: number
}

/** Those of another machine or container are left alone: whether their owners live cannot be told here. */
export function ownedAmong(
  all: ReadonlyArray<{ Id: string; Labels?: Readonly<Record<string, string>> }>,
  space = processSpace(),
): Owned[] {
  return all.flatMap(({ Id, Labels }) => {
    const owner = Number(Labels?.[ownerLabel])
    return owner && Labels?.[spaceLabel] === space ? [{ id: Id, owner }] : []
  })
}

/** Returns how many there were. */
async function removeWhere(test: (owner: number) => boolean): Promise<number> {
  const kept = new Set(keptServers().flatMap(({ containers }) => containers))
  const chosen = (await ownedContainers()).filter(({ id, owner }) => test(owner) && !kept.has(id))
  // Another process may have removed it meanwhile.
  await Promise.all(chosen.map(({ id }) => removeContainer(id).catch(() => {})))
  return chosen.length
}

/** Whatever state it is in. */
export async function removeContainer(id: string): Promise<void> {
  const { container: client } = await getContainerRuntimeClient()
  await client.getById(id).remove({ force: true, v: true })
}
