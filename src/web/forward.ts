import { type IncomingMessage, type ServerResponse, request as send } from 'node:http'
import { pipeline } from 'node:stream'
import { knownToHang, type Silence, silence, watchSilence } from './upstream.ts'

/** What came of a request to a running server, whoever sent it. */
export interface Forwarded {
  upstream: string
  /** Path and query. */
  path: string
  status: number
  /** Why it was the gateway and not the server that answered; null where the server did. */
  failure: string | null
  /** The server's own time, where its answer tells it (RFC 9110, section 6.6.1). */
  date: string | null
  /** Milliseconds since 1970, by the clock of this machine. */
  sent: number
  received: number
}

export interface ForwardOptions {
  silence?: Silence
  heard?: (forwarded: Forwarded) => void
}

/**
 * Passes a request on to a running server, Host and body unchanged, as a reverse proxy that keeps the host does: 502 for
 * one that is gone, 504 for one that hangs.
 */
export function forward(
  request: IncomingMessage,
  response: ServerResponse,
  upstream: string,
  { silence: limits = silence(), heard }: ForwardOptions = {},
): void {
  const sent = Date.now()
  const tell = (status: number, failure: string | null, date: string | null = null) =>
    heard?.({ upstream, path: request.url ?? '/', status, failure, date, sent, received: Date.now() })
  const refuse = (status: number, reason: string) => {
    tell(status, reason)
    if (response.headersSent) response.destroy()
    else
      response
        .writeHead(status, { 'content-type': 'text/plain' })
        .end(`No answer from ${upstream}: ${reason}\n`)
  }
  const known = knownToHang(upstream)
  if (known !== null) {
    refuse(504, known)
    return
  }
  const { hostname, port } = new URL(upstream)
  let late = false
  const passed = send(
    {
      ...{ hostname, port, method: request.method, path: request.url, headers: request.headers },
      // A server may close a connection that we take for idle, as some do after an error: each request has its own.
      agent: false,
    },
    (answer) => {
      done()
      const status = answer.statusCode ?? 502
      tell(status, null, answer.headers.date ?? null)
      response.writeHead(status, answer.headers)
      // A server that dies within its answer ends the connection, else the reader would wait for the rest.
      pipeline(answer, response, () => {})
    },
  )
  const done = watchSilence(upstream, limits, (reason) => {
    late = true
    passed.destroy()
    refuse(504, reason)
  })
  passed.on('error', (error) => {
    done()
    if (!late) refuse(502, error.message)
  })
  response.once('close', done)
  request.pipe(passed)
}
