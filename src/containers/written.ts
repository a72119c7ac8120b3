import { getContainerRuntimeClient } from 'testcontainers'

/** The last lines that a container wrote, both of its streams in turn: for one that another process has started. */
export async function lastLines(id: string, count: number): Promise<string[]> {
  const { container: client } = await getContainerRuntimeClient()
  const written = await client.getById(id).logs({ stdout: true, stderr: true, tail: count })
  return linesIn(written).slice(-count)
}

/** Bytes before each piece: its stream, three zeros, its length (Docker Engine API, "ContainerAttach", stream format). */
const headerLength = 8

export function linesIn(written: Buffer): string[] {
  const pieces: Buffer[] = []
  for (let at = 0; at + headerLength <= written.length; ) {
    const end = at + headerLength + written.readUInt32BE(at + 4)
    pieces.push(written.subarray(at + headerLength, end))
    at = end
  }
  return Buffer.concat(pieces)
    .toString('utf8')
    .split('\n')
    .map((line) => line.trimEnd())
    .filter((line) => line !== '')
}
