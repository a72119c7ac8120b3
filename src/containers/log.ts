import type { Readable } from 'node:stream'
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

/** A container whose first process outlives the killed one says so too: it runs, and its product does not. */
export function ending({ Paused, Running, OOMKilled, ExitCode }: State): string | null {
  if (Paused) return 'The container is paused'
  if (Running) return OOMKilled ? `The container runs, but the kernel killed a process of it ${memory}` : null
  return `The container ended with exit code ${ExitCode}${OOMKilled ? `, killed by the kernel ${memory}` : ''}`
}

const memory = 'for want of memory (OOMKilled): give it more, or the machine'

/** How a container ended; null while it runs. */
export async function endOf(id: string): Promise<string | null> {
  const { container: client } = await getContainerRuntimeClient()
  try {
    return ending((await client.getById(id).inspect()).State)
  } catch (error) {
    // Podman answers 500 where a container goes while it looks.
    const gone =
      (error as { statusCode?: number }).statusCode === 404 || /no such container/.test(String(error))
    return gone ? 'The container is gone' : `The engine does not say how the container is: ${error}`
  }
}
