import { setTimeout as wait } from 'node:timers/promises'
import { getContainerRuntimeClient, type WaitStrategy } from 'testcontainers'
import { endOf } from './log.ts'

export interface Ready {
  port: number
  path: string
  status: number
}

/** Milliseconds between two questions, and until one of them is given up. */
const [pause, silence] = [250, 5000]

/**
 * Where ports of containers are on this machine's network: itself, a remote engine's machine, or the engine's own when we
 * run in a container ourselves.
 */
async function portsHost(): Promise<string> {
  return (await getContainerRuntimeClient()).info.containerRuntime.host
}

/**
 * Waits until a server answers as it must, or its container ends. The library's own strategy reads the log of a container
 * that ended until the stream closes, which Podman's never does.
 */
export function whenReady({ port, path, status }: Ready): WaitStrategy {
  let patience = 60_000
  let set = false
  return {
    async waitUntilReady(container, boundPorts) {
      const url = `http://${await portsHost()}:${boundPorts.getBinding(port)}${path}`
      const end = Date.now() + patience
      while (!(await answers(url, status))) {
        const ended = await endOf(container.id)
        if (ended !== null) throw new Error(ended)
        if (Date.now() > end) throw new Error(`${path} did not answer ${status} within ${patience / 1000} s`)
        await wait(pause)
      }
    },
    withStartupTimeout(milliseconds) {
      patience = milliseconds
      set = true
      return this
    },
    isStartupTimeoutSet: () => set,
    getStartupTimeout: () => patience,
  }
}

/** Waits for nothing: whoever starts the container asks what is in it. */
export function whenRunning(): WaitStrategy {
  let patience = 60_000
  return {
    waitUntilReady: async () => {},
    withStartupTimeout(milliseconds) {
      patience = milliseconds
      return this
    },
    isStartupTimeoutSet: () => true,
    getStartupTimeout: () => patience,
  }
}

async function answers(url: string, status: number): Promise<boolean> {
  try {
    return (await fetch(url, { signal: AbortSignal.timeout(silence) })).status === status
  } catch {
    return false
  }
}

/** Whether something that speaks HTTP is there, whatever it says. */
export async function answersAtAll(url: string): Promise<boolean> {
  try {
    await fetch(url, { redirect: 'manual', signal: AbortSignal.timeout(silence) })
    return true
  } catch {
    return false
  }
}
