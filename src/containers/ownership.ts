import { getContainerRuntimeClient, ImageName } from 'testcontainers'
import { forget, type KeptServer, keptServers } from '../machine/kept.ts'
import { isAlive } from '../machine/processes.ts'

/** Every container of ours has it, with the process that started it: what a killed run leaves is reaped by the next. */
export const ownerLabel = 'touchstone.owner'

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

/** Removes the containers of this process, also those that are still starting. */
export async function removeOwn(): Promise<void> {
  await removeWhere((owner) => owner === process.pid)
}

/** Ids and owners of all containers of ours, running or not. */
export async function ownedContainers(): Promise<Array<{ id: string; owner: number }>> {
  const { container: client } = await getContainerRuntimeClient()
  // The stopped ones too.
  const all = await client.dockerode.listContainers({ all: true })
  return all.flatMap(({ Id, Labels }) => {
    const owner = Number(Labels?.[ownerLabel])
    return owner ? [{ id: Id, owner }] : []
  })
}

async function removeWhere(test: (owner: number) => boolean): Promise<void> {
  const kept = new Set(keptServers().flatMap(({ containers }) => containers))
  const chosen = (await ownedContainers()).filter(({ id, owner }) => test(owner) && !kept.has(id))
  // Another process may have removed it meanwhile.
  await Promise.all(chosen.map(({ id }) => removeContainer(id).catch(() => {})))
}

/** Whatever state it is in. */
export async function removeContainer(id: string): Promise<void> {
  const { container: client } = await getContainerRuntimeClient()
  await client.getById(id).remove({ force: true, v: true })
}
