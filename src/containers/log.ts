import type { Readable } from 'node:stream'
import { getContainerRuntimeClient } from 'testcontainers'

/** Lines that are kept: a server that lives for hours writes more than anybody reads. */
const kept = 200

/** What a product writes while it runs, kept at hand: a container that is gone can no longer be asked. */
export class Saying {
  readonly #lines: string[] = []

  listen(stream: Readable): void {
    for (const event of ['data', 'err']) {
      stream.on(event, (line) => {
        this.#lines.push(String(line).trimEnd())
        if (this.#lines.length > kept) this.#lines.shift()
      })
    }
  }

  last(count: number): string[] {
    return this.#lines.slice(-count)
  }
}

/** How a container ended; null while it runs. */
export async function endOf(id: string): Promise<string | null> {
  const { container: client } = await getContainerRuntimeClient()
  try {
    const { State } = await client.getById(id).inspect()
    if (State.Paused) return 'The container is paused'
    if (State.Running) return null
    const why = State.OOMKilled ? ', for want of memory' : ''
    return `The container ended with exit code ${State.ExitCode}${why}`
  } catch (error) {
    const gone = (error as { statusCode?: number }).statusCode === 404
    return gone ? 'The container is gone' : `The engine does not say how the container is: ${error}`
  }
}
