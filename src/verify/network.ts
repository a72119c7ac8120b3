import { notKnownHeader } from '../embedded/message.ts'
import type { Provision } from '../providers/contract.ts'
import { type Gateway, type Route, Unreachable } from '../web/contract.ts'
import type { Forwarded } from '../web/forward.ts'
import { skewOf } from './clocks.ts'

/** A request that a server should have answered and did not, or that a stand-in does not know the answer to. */
export interface Trouble {
  url: string
  reason: string
}

/** What went over the wire, front and back channel, as far as a diagnosis needs it. */
export interface Exchange {
  url: URL
  /** Query and form together. */
  parameters: URLSearchParams
  status: number
}

/** A server that answered with its own "something went wrong" (RFC 9110, section 15.6). */
export interface ServerError {
  url: URL
  status: number
}

/** A gateway that remembers: an application may swallow a broken connection, the verdict must not. */
export interface Watched extends Gateway {
  readonly troubles: readonly Trouble[]
  readonly exchanges: readonly Exchange[]
  readonly errors: readonly ServerError[]
  /** Milliseconds by which a server's clock differs from this machine's, by origin, as its newest answer told. */
  readonly skews: ReadonlyMap<string, number>
  /** Whether a server answers there, and not this process. */
  isServer(origin: string): boolean
  /** Routes every origin of a product. */
  routeAll(routes: Provision['routes']): void
}

/** What a reverse proxy answers when the server behind it is gone: never the guide's fault. */
const proxyFailures = new Set([502, 503, 504])

export function watch(gateway: Gateway): Watched {
  const troubles: Trouble[] = []
  const exchanges: Exchange[] = []
  const errors: ServerError[] = []
  const skews = new Map<string, number>()
  const routes = new Map<string, Route>()
  const route = (origin: string, target: Route) => {
    routes.set(new URL(origin).origin, target)
    gateway.route(origin, target)
  }
  const meant = (origin: string, status: number) => {
    const server = routes.get(origin)
    return server !== undefined && 'upstream' in server && server.own?.includes(status)
  }
  // Also what a real application asks the provider from its container: nobody here sees the answer.
  gateway.observe?.((origin, { upstream, path, status, failure, ...times }: Forwarded) => {
    const url = new URL(path, origin)
    if (failure !== null) troubles.push({ url: url.href, reason: `no answer from ${upstream}: ${failure}` })
    else if (proxyFailures.has(status) && !meant(origin, status))
      troubles.push({ url: url.href, reason: `answered ${status} for ${upstream}` })
    else if (status >= 500) errors.push({ url, status })
    const skew = skewOf(times)
    if (skew !== null) skews.set(origin, skew)
  })
  return {
    ca: gateway.ca,
    ports: gateway.ports,
    origins: gateway.origins,
    ...{ troubles, exchanges, errors, skews, route },
    isServer: (origin) => 'upstream' in (routes.get(origin) ?? {}),
    routeAll(all) {
      for (const [origin, target] of all) route(origin, target)
    },
    async fetch(url, init) {
      const target = new URL(url)
      try {
        const answer = await gateway.fetch(target, init)
        exchanges.push({ url: target, parameters: parametersOf(target, init), status: answer.status })
        const unknown = answer.headers.get(notKnownHeader)
        if (unknown !== null) troubles.push({ url: target.href, reason: decodeURI(unknown) })
        else if (answer.status >= 500 && 'listener' in (routes.get(target.origin) ?? {}))
          errors.push({ url: target, status: answer.status })
        return answer
      } catch (error) {
        if (error instanceof Unreachable && error.why !== 'no-route')
          troubles.push({ url: target.href, reason: error.message })
        throw error
      }
    },
    close: () => gateway.close(),
  }
}

function parametersOf(url: URL, init: RequestInit | undefined): URLSearchParams {
  const parameters = new URLSearchParams(url.search)
  const { body } = init ?? {}
  const form = typeof body === 'string' || body instanceof URLSearchParams ? new URLSearchParams(body) : []
  for (const [name, value] of form) parameters.append(name, value)
  return parameters
}
