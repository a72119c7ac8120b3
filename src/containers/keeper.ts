import { forget, type KeptServer, keptServers, remember } from '../machine/kept.ts'
import { isAlive } from '../machine/processes.ts'
import { connectEngine } from './engine.ts'
import { ownContainers, removeContainer } from './ownership.ts'
import { lastLines } from './written.ts'

export type KeptKey = Pick<KeptServer, 'provider' | 'release' | 'digest' | 'code'>

/** The containers that the keeper deals with. */
export interface Containers {
  /** Before anything else. */
  connect(): Promise<unknown>
  /** Ids of those that this process started. */
  own(): Promise<string[]>
  /** Whatever state it is in; one that is gone is removed. */
  remove(id: string): Promise<void>
  /** The last lines that it wrote. */
  logs(id: string): Promise<string[]>
}

const engine: Containers = {
  connect: connectEngine,
  own: ownContainers,
  remove: removeContainer,
  logs: (id) => lastLines(id, told),
}

/** The way to a server that was kept. */
export interface Found {
  /** Variables that lead to it. */
  environment: KeptServer['environment']
  /** What its containers wrote last. */
  logs(): Promise<string[]>
}

export interface Keeper {
  /** A kept server which is as the key says and answers; null when there is none. */
  find(key: KeptKey): Promise<Found | null>
  /** Leaves the containers of this process to later runs. Without any there is nothing to keep: false. */
  keep(key: KeptKey, environment: KeptServer['environment']): Promise<boolean>
}

/** Lines of each container that are told when a run fails. */
const told = 15

/** Milliseconds in which a server that is ready answers. */
const silence = 10_000

/** `say` is told why a kept server is not used. */
export function openKeeper(say: (text: string) => void, containers: Containers = engine): Keeper {
  const same = (one: KeptServer, { provider, release }: KeptKey) =>
    one.provider === provider && one.release === release
  return {
    async find(key) {
      const kept = keptServers().find((one) => same(one, key))
      if (!kept) return null
      await containers.connect()
      const name = `The kept ${key.provider} ${key.release}`
      if (kept.user !== process.pid && isAlive(kept.user)) {
        say(`${name} is used by process ${kept.user}: starting another one for this run`)
        return null
      }
      const reason = await unfit(kept, key)
      if (reason === null) {
        remember({ ...kept, user: process.pid })
        return {
          environment: kept.environment,
          logs: async () => (await Promise.all(kept.containers.map((id) => containers.logs(id)))).flat(),
        }
      }
      say(`${name} ${reason}: replacing it`)
      await removeKept(kept, containers)
      return null
    },
    async keep(key, environment) {
      const used = keptServers().some((one) => same(one, key))
      const own = await containers.own()
      if (used || own.length === 0) return false
      remember({ ...key, containers: own, environment, user: process.pid })
      return true
    },
  }
}

export async function removeKept(kept: KeptServer, containers: Containers = engine): Promise<void> {
  forget(kept)
  await Promise.all(kept.containers.map((id) => containers.remove(id).catch(() => {})))
}

async function unfit(kept: KeptServer, key: KeptKey): Promise<string | null> {
  if (kept.digest !== key.digest) return 'runs another image than there is now'
  if (kept.code !== key.code) return 'was started by another version of the driver'
  const url = Object.entries(kept.environment).find(([name]) => name.endsWith('_URL'))?.[1]
  return url !== undefined && (await answers(url)) ? null : 'does not answer'
}

async function answers(url: string): Promise<boolean> {
  try {
    await fetch(url, { redirect: 'manual', signal: AbortSignal.timeout(silence) })
    return true
  } catch {
    return false
  }
}

/** Ends everything that is kept, whoever uses it; returns what there was. Throws `NoEngine` when there is something, and no engine. */
export async function stopAll(containers: Containers = engine): Promise<KeptServer[]> {
  const all = keptServers()
  if (all.length > 0) await containers.connect()
  for (const kept of all) await removeKept(kept, containers)
  return all
}
