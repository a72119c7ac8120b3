import { getContainerRuntimeClient } from 'testcontainers'
import { isAlive } from '../machine/processes.ts'

/** Every container of ours has it, with the process that started it: what a killed run leaves is reaped by the next. */
export const ownerLabel = 'touchstone.owner'

/** Removes containers whose owner lives no more. */
export async function reapLeftovers(): Promise<void> {
  await removeWhere((owner) => !isAlive(owner))
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
  const chosen = (await ownedContainers()).filter(({ owner }) => test(owner))
  // Another process may have removed it meanwhile.
  await Promise.all(chosen.map(({ id }) => removeContainer(id).catch(() => {})))
}

/** Whatever state it is in. */
export async function removeContainer(id: string): Promise<void> {
  const { container: client } = await getContainerRuntimeClient()
  await client.getById(id).remove({ force: true, v: true })
}
