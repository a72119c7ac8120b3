import { randomBytes } from 'node:crypto'
import { createServer, type IncomingMessage, request as send } from 'node:http'
import { type AddressInfo, connect, type Socket } from 'node:net'
import type { Gateway } from './contract.ts'

/**
 * The way of a container into the gateway: a proxy that it is told of in `https_proxy`. The container names the guide's
 * hosts and checks their certificates itself; it needs neither their addresses nor the ports 80 and 443 of the machine.
 */
export interface WayIn {
  /** The proxy's address under the name that the container has for the machine, with its credentials. */
  url(host: string): string
  close(): Promise<void>
}

/**
 * Listens on every address of the machine, since the container's network is seldom loopback, and serves only who knows
 * the credentials. All it reaches is the gateway. Throws `RangeError` for a gateway without servers.
 */
export async function openProxy({ ports }: Pick<Gateway, 'ports'>): Promise<WayIn> {
  if (!ports) throw new RangeError('This gateway listens nowhere, expected one that openGateway opened')
  const password = randomBytes(16).toString('hex')
  const expected = `Basic ${Buffer.from(`touchstone:${password}`).toString('base64')}`
  const mayPass = ({ headers }: IncomingMessage) => headers['proxy-authorization'] === expected
  const tunnels = new Set<Socket>()

  const server = createServer((request, response) => {
    if (!mayPass(request)) return void response.writeHead(407).end()
    const { pathname, search, host } = new URL(request.url ?? '/', 'http://nowhere')
    const { 'proxy-authorization': _, ...headers } = request.headers
    const passed = send(
      {
        ...{ host: '127.0.0.1', port: ports.http, method: request.method, path: pathname + search },
        headers: { ...headers, host },
      },
      (answer) => {
        response.writeHead(answer.statusCode ?? 502, answer.headers)
        answer.pipe(response)
      },
    )
    passed.on('error', () => response.headersSent || response.writeHead(502).end())
    request.pipe(passed)
  })

  // RFC 9110, section 9.3.6. Whatever host is named: the gateway knows by the name that TLS asks for.
  server.on('connect', (request: IncomingMessage, socket: Socket, head: Buffer) => {
    socket.on('error', () => socket.destroy())
    if (!mayPass(request)) return void socket.end('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n')
    const target = connect(ports.https, '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connection Established\r\n\r\n')
      target.write(head)
      target.pipe(socket).pipe(target)
    })
    for (const one of [socket, target]) {
      tunnels.add(one)
      one.once('close', () => tunnels.delete(one))
    }
    target.on('error', () => socket.destroy())
    socket.once('close', () => target.destroy())
  })

  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(0, '0.0.0.0', resolve)
  })
  server.unref()
  const { port } = server.address() as AddressInfo
  return {
    url: (host) => `http://touchstone:${password}@${host}:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
        for (const tunnel of tunnels) tunnel.destroy()
      }),
  }
}
