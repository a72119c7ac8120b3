import type { IncomingMessage, RequestListener } from 'node:http'
import { type Answer, notKnownHeader, type Request, request as requestOf } from './message.ts'

/** Largest body that is read, in bytes: forms of logins and tokens are far smaller. */
const bodyLimit = 1 << 20

/** Plain node:http in front of `handle`; the address of every request is under `origin`. */
export function listenerOf(origin: string, handle: (request: Request) => Promise<Answer>): RequestListener {
  return (incoming, outgoing) => {
    read(origin, incoming)
      .then(handle)
      .then(
        ({ status, headers, body }) => {
          for (const [name, value] of Object.entries(headers)) {
            outgoing.setHeader(name, typeof value === 'string' ? value : [...value])
          }
          outgoing.writeHead(status).end(incoming.method === 'HEAD' ? undefined : body)
        },
        (error: unknown) => {
          const reason = error instanceof Error ? (error.stack ?? error.message) : String(error)
          // Our own fault, and no answer of the product's: it must not pass for one.
          const flag = { [notKnownHeader]: encodeURI(`the stand-in failed: ${reason.split('\n')[0]}`) }
          outgoing
            .writeHead(500, { 'content-type': 'text/plain', ...flag })
            .end(`The stand-in failed: ${reason}`)
        },
      )
  }
}

async function read(origin: string, incoming: IncomingMessage): Promise<Request> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of incoming) {
    size += chunk.length
    if (size > bodyLimit) throw new Error(`a request body of more than ${bodyLimit} bytes`)
    chunks.push(chunk)
  }
  const text = Buffer.concat(chunks).toString()
  const type = incoming.headers['content-type'] ?? ''
  return requestOf(incoming.method ?? 'GET', new URL(`${origin}${incoming.url ?? '/'}`), {
    headers: Object.fromEntries(
      Object.entries(incoming.headers).map(([name, value]) => [
        name,
        Array.isArray(value) ? value.join(', ') : (value ?? ''),
      ]),
    ),
    form: new URLSearchParams(type.startsWith('application/x-www-form-urlencoded') ? text : ''),
    text,
  })
}
