import { createServer, type Server } from 'node:net'
import type { Beside } from './fault.ts'

export async function holdPorts(ports: readonly number[]): Promise<Beside> {
  const servers = await Promise.all(ports.map((port) => listen(port)))
  return {
    async end() {
      for (const server of servers) server?.close()
    },
  }
}

/** Null where somebody else holds the port already, which serves as well. */
function listen(port: number): Promise<Server | null> {
  return new Promise((resolve) => {
    const server = createServer((socket) => socket.destroy())
    server.once('error', () => resolve(null)).listen(port, '0.0.0.0', () => resolve(server))
  })
}

export async function strangerAtAddress(): Promise<Beside> {
  const answer = 'HTTP/1.1 404 Not Found\r\nconnection: close\r\ncontent-length: 9\r\n\r\nNot here\n'
  const server = createServer((socket) => socket.once('data', () => socket.end(answer)))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as { port: number }
  return {
    environment: { TOUCHSTONE_KEYCLOAK_URL: `http://127.0.0.1:${port}` },
    end: async () => void server.close(),
  }
}
