import { IncomingMessage, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import type Provider from 'oidc-provider'
import type { Outcome } from './outcome.ts'

/** What the library said to one request. */
export interface Reply {
  status: number
  /** JSON bodies as objects; anything else is of no use here. */
  body: Readonly<Record<string, unknown>>
  cookies: string[]
  outcome: Outcome
  /** What a token request issued. */
  issue: unknown
}

export interface Call {
  method: 'GET' | 'POST'
  path: string
  /** Query of a GET, form of a POST. */
  parameters?: URLSearchParams
  headers?: Readonly<Record<string, string>>
}

type Handler = (context: LibraryContext) => Promise<void>

/** The parts of Koa's context that are read here. */
interface LibraryContext {
  status: number
  body: unknown
  response: { headers: Record<string, string | string[] | undefined> }
  state: { outcome?: Outcome; issue?: unknown }
}

/**
 * Hands a request to the library without a socket: a hundred microseconds less per call than the loopback,
 * and its own answer stays where the dialect's replaces it.
 */
export function createCall(provider: Provider, origin: URL): (call: Call) => Promise<Reply> {
  const middleware = (provider as unknown as { middleware: unknown[] }).middleware
  const handler = composed(middleware)
  const socket = { encrypted: origin.protocol === 'https:', remoteAddress: '127.0.0.1' } as unknown as Socket
  return async ({ method, path, parameters = new URLSearchParams(), headers = {} }) => {
    const body = method === 'POST' ? parameters.toString() : ''
    const request = new IncomingMessage(socket)
    request.method = method
    request.url = method === 'GET' && parameters.size ? `${path}?${parameters}` : path
    request.headers = {
      host: origin.host,
      accept: 'application/json',
      ...(method === 'POST'
        ? {
            'content-type': 'application/x-www-form-urlencoded',
            'content-length': `${Buffer.byteLength(body)}`,
          }
        : {}),
      ...headers,
    }
    // All of it is there: nothing to abort when the library stops reading.
    request.complete = true
    request.push(body || null)
    if (body) request.push(null)
    const context = provider.createContext(request, new ServerResponse(request)) as unknown as LibraryContext
    await handler(context)
    const cookies = context.response.headers['set-cookie'] ?? []
    return {
      status: context.status,
      body: isRecord(context.body) ? context.body : {},
      cookies: typeof cookies === 'string' ? [cookies] : cookies,
      outcome: context.state.outcome ?? { kind: 'none' },
      issue: context.state.issue,
    }
  }
}

function composed(middleware: unknown[]): Handler {
  const run = (context: LibraryContext, index: number): Promise<void> => {
    const one = middleware[index] as
      | ((context: LibraryContext, next: () => Promise<void>) => Promise<void>)
      | undefined
    return one ? one(context, () => run(context, index + 1)) : Promise.resolve()
  }
  return (context) => run(context, 0)
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Buffer.isBuffer(value)
