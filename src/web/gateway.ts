import { createServer as createHttpServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { createServer as createHttpsServer } from 'node:https'
import type { AddressInfo, Server } from 'node:net'
import { throwAwayAuthority } from './certificates.ts'
import { createClient } from './client.ts'
import { type Gateway, type Route, Unreachable } from './contract.ts'
import { type Forwarded, forward } from './forward.ts'
import { silence } from './upstream.ts'

export interface GatewayOptions {
  /** A factor on how long servers may stay silent. */
  patience?: number
}

/**
 * Opens a gateway on loopback. Both schemes listen on ports of their own; the client maps every routed origin there.
 * A gateway costs a few milliseconds: each guide has its own, so that guides run at once without meeting.
 */
export async function openGateway({ patience = 1 }: GatewayOptions = {}): Promise<Gateway> {
  const authority = await throwAwayAuthority()
  const routes = new Map<string, Route>()
  const listeners = new Set<(origin: string, forwarded: Forwarded) => void>()
  const limits = silence(patience)
  const plain = createHttpServer((request, response) => answer('http', request, response))
  const secure = createHttpsServer(
    {
      SNICallback: (host, done) => {
        authority.contextFor(host).then((context) => done(null, context), done)
      },
    },
    (request, response) => answer('https', request, response),
  )
  const [httpPort, httpsPort] = await Promise.all([listen(plain), listen(secure)])
  const client = createClient({ ca: authority.certificate, httpPort, httpsPort, patience })

  function answer(scheme: 'http' | 'https', request: IncomingMessage, response: ServerResponse) {
    const origin = originOf(`${scheme}://${request.headers.host}`)
    const route = origin && routes.get(origin)
    if (!route) {
      response
        .writeHead(421, { 'content-type': 'text/plain' })
        .end(`No route for ${scheme}://${request.headers.host}\n`)
      return
    }
    announce(request, scheme)
    if ('listener' in route) route.listener(request, response)
    else {
      const heard = (forwarded: Forwarded) => {
        for (const listener of listeners) listener(origin, forwarded)
      }
      forward(request, response, route.upstream, { silence: limits, heard })
    }
  }

  return {
    ca: authority.certificate,
    ports: { http: httpPort, https: httpsPort },
    route(origin, route) {
      routes.set(new URL(origin).origin, route)
    },
    origins: () => [...routes.keys()],
    observe(listener) {
      listeners.add(listener)
    },
    async fetch(url, init) {
      const target = new URL(url)
      if (!routes.has(target.origin)) {
        const known = [...routes.keys()].join(', ') || 'none'
        throw new Unreachable(
          target.href,
          'no-route',
          `no server of this guide answers for it (known: ${known})`,
        )
      }
      return client.fetch(target, init)
    },
    async close() {
      await client.close()
      await Promise.all([shut(plain), shut(secure)])
    },
  }
}

/** What a reverse proxy in front of the reader's services says about the request. */
function announce(request: IncomingMessage, scheme: string) {
  request.headers['x-forwarded-proto'] = scheme
  request.headers['x-forwarded-host'] = request.headers.host
  request.headers['x-forwarded-for'] = '127.0.0.1'
}

function originOf(url: string): string | null {
  return URL.canParse(url) ? new URL(url).origin : null
}

function listen(server: Server): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      // A gateway that somebody forgot to close must not keep the process alive.
      server.unref()
      resolve((server.address() as AddressInfo).port)
    })
  })
}

function shut(
  server: ReturnType<typeof createHttpServer> | ReturnType<typeof createHttpsServer>,
): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
}
