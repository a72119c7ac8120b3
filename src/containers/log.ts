import type { Readable } from 'node:stream'
import { setTimeout as wait } from 'node:timers/promises'
import { stripVTControlCharacters } from 'node:util'
import { getContainerRuntimeClient } from 'testcontainers'

/** Lines that are kept: a server that lives for hours writes more than anybody reads. */
const kept = 200

/** What a product writes while it runs, kept at hand: a container that is gone can no longer be asked. */
export class Saying {
  readonly #lines: string[] = []

  listen(stream: Readable): void {
    for (const event of ['data', 'err']) {
      stream.on(event, (line) => {
        // Some products colour what they write, whoever reads it.
        this.#lines.push(stripVTControlCharacters(String(line)).trimEnd())
        if (this.#lines.length > kept) this.#lines.shift()
      })
    }
  }

  last(count: number): string[] {
    return this.#lines.slice(-count)
  }
}

/** What an engine tells about a container, in the words of Docker's API. */
export interface State {
  Paused: boolean
  Running: boolean
  /** The kernel ended a process of it for want of memory. */
  OOMKilled: boolean
  ExitCode: number
}

/** 128 and the number of SIGKILL: what a process ends with that is killed from outside. */
const killed = 137

/**
 * In words; null while it runs. `memory` is the limit in bytes, 0 for none. An engine may not say that it was the kernel
 * (Podman 4.3 on cgroups of version 1 never does, seen running), and one whose first process outlives the killed one runs on.
 */
export function ending({ Paused, Running, OOMKilled, ExitCode }: State, memory = 0): string | null {
  const room = memory > 0 ? `its ${Math.round(memory / 2 ** 20)} MB` : 'the machine has'
  if (Paused) return 'The container is paused'
  if (Running)
    return OOMKilled
      ? `The container runs, but a process of it needed more memory than ${room} (OOMKilled)`
      : null
  const told = `The container ended with exit code ${ExitCode}`
  if (OOMKilled) return `${told}: it needed more memory than ${room} (OOMKilled)`
  if (ExitCode !== killed) return told
  return `${told}: killed from outside, or by the kernel because it needed more memory than ${room}`
}

/** How a container ended; null while it runs. */
export async function endOf(id: string): Promise<string | null> {
  const { container: client } = await getContainerRuntimeClient()
  try {
    const { State, HostConfig } = await client.getById(id).inspect()
    return ending(State, HostConfig.Memory)
  } catch (error) {
    // Podman answers 500 where a container goes while it looks.
    const gone =
      (error as { statusCode?: number }).statusCode === 404 || /no such container/.test(String(error))
    return gone ? 'The container is gone' : `The engine does not say how the container is: ${error}`
  }
}

/** Milliseconds in which an engine notices that the product in a container is gone. */
const noticed = 5000

/**
 * How a container ended or is ending; null while its product answers. A product that was killed a moment ago is gone
 * before its container is, and the engine knows why only then.
 */
export async function endOrSilence(id: string, answers: () => Promise<boolean>): Promise<string | null> {
  const end = Date.now() + noticed
  for (;;) {
    const told = await endOf(id)
    if (told !== null || (await answers())) return told
    if (Date.now() > end) return 'The container runs, and nothing answers in it'
    await wait(250)
  }
}
