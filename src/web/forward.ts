import { type IncomingMessage, type ServerResponse, request as send } from 'node:http'

/** Passes a request on to a running server, Host and body unchanged, as a reverse proxy that keeps the host does. */
export function forward(request: IncomingMessage, response: ServerResponse, upstream: string): void {
  const { hostname, port } = new URL(upstream)
  const passed = send(
    { hostname, port, method: request.method, path: request.url, headers: request.headers },
    (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers)
      answer.pipe(response)
    },
  )
  passed.on('error', (error) => {
    if (response.headersSent) response.destroy(error)
    else
      response
        .writeHead(502, { 'content-type': 'text/plain' })
        .end(`No answer from ${upstream}: ${error.message}\n`)
  })
  request.pipe(passed)
}
