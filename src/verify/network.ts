import { notKnownHeader } from '../embedded/message.ts'
import type { Provision } from '../providers/contract.ts'
import { type Gateway, type Route, Unreachable } from '../web/contract.ts'

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

/** A gateway that remembers: an application may swallow a broken connection, the verdict must not. */
export interface Watched extends Gateway {
  readonly troubles: readonly Trouble[]
  readonly exchanges: readonly Exchange[]
  /** Routes every origin of a product. */
  routeAll(routes: Provision['routes']): void
}

/** What a reverse proxy answers when the server behind it is gone: never the guide's fault. */
const proxyFailures = new Set([502, 503, 504])

export function watch(gateway: Gateway): Watched {
  const troubles: Trouble[] = []
  const exchanges: Exchange[] = []
  const routes = new Map<string, Route>()
  const route = (origin: string, target: Route) => {
    routes.set(new URL(origin).origin, target)
    gateway.route(origin, target)
  }
  return {
    ca: gateway.ca,
    ports: gateway.ports,
    origins: gateway.origins,
    troubles,
    exchanges,
    route,
    routeAll(all) {
      for (const [origin, target] of all) route(origin, target)
    },
    async fetch(url, init) {
      const target = new URL(url)
      try {
        const answer = await gateway.fetch(target, init)
        exchanges.push({ url: target, parameters: parametersOf(target, init), status: answer.status })
        const server = routes.get(target.origin)
        const unknown = answer.headers.get(notKnownHeader)
        if (unknown !== null) troubles.push({ url: target.href, reason: decodeURI(unknown) })
        if (
          proxyFailures.has(answer.status) &&
          server &&
          'upstream' in server &&
          !server.own?.includes(answer.status)
        )
          troubles.push({ url: target.href, reason: `answered ${answer.status} for ${server.upstream}` })
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
