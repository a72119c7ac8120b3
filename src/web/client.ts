import { Agent, buildConnector, type Dispatcher, errors, request } from 'undici'
import { Unreachable } from './contract.ts'

/** Milliseconds; longer than the gateway waits for a server behind it, so that the one who knows which of them is silent tells it. */
const silence = 40_000

interface Options {
  ca: string
  httpPort: number
  httpsPort: number
  /** A factor on the time limits. */
  patience?: number
}

/** The HTTP client of a gateway: names are kept for TLS and Host, the connection goes to the gateway's ports. */
export function createClient({ ca, httpPort, httpsPort, patience = 1 }: Options) {
  const limit = silence * patience
  const connect = buildConnector({ ca, timeout: limit })
  const agent = new Agent({
    headersTimeout: limit,
    bodyTimeout: limit,
    connect: (options, done) =>
      connect(
        {
          ...options,
          hostname: '127.0.0.1',
          host: '127.0.0.1',
          port: String(options.protocol === 'https:' ? httpsPort : httpPort),
          servername: options.protocol === 'https:' ? options.hostname : undefined,
        },
        done,
      ),
  })

  return {
    async fetch(url: URL, init: RequestInit = {}): Promise<Response> {
      const outgoing = new Request(url, { ...init, redirect: 'manual' })
      try {
        const answer = await request(url, {
          dispatcher: agent,
          method: outgoing.method as Dispatcher.HttpMethod,
          headers: Object.fromEntries(outgoing.headers),
          body: outgoing.body ? new Uint8Array(await outgoing.arrayBuffer()) : null,
          signal: init.signal ?? undefined,
        })
        return await toResponse(answer)
      } catch (error) {
        throw init.signal?.aborted ? error : unreachable(url, error)
      }
    },
    close: () => agent.destroy(),
  }
}

/** Undici's own answer in the shape of the Fetch standard, which the OpenID libraries check for. */
async function toResponse(answer: Dispatcher.ResponseData): Promise<Response> {
  const headers = new Headers()
  for (const [name, value] of Object.entries(answer.headers)) {
    for (const one of [value ?? []].flat()) headers.append(name, one)
  }
  const body = await answer.body.arrayBuffer()
  const empty = answer.statusCode === 204 || answer.statusCode === 304
  return new Response(empty ? null : body, { status: answer.statusCode, headers })
}

function unreachable(url: URL, error: unknown): Unreachable {
  const late = error instanceof errors.HeadersTimeoutError || error instanceof errors.BodyTimeoutError
  const reason = error instanceof Error ? error.message : String(error)
  return new Unreachable(url.href, late ? 'timeout' : 'failed', reason, { cause: error })
}
