import type { IncomingMessage, ServerResponse } from 'node:http'

export function json(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}

export function html(response: ServerResponse, status: number, title: string, text: string): void {
  response
    .writeHead(status, { 'content-type': 'text/html; charset=utf-8' })
    .end(
      `<!doctype html><html><head><title>${escapeHtml(title)}</title></head><body><p>${escapeHtml(text)}</p></body></html>`,
    )
}

export function redirect(response: ServerResponse, status: 302 | 303 | 307, location: string): void {
  response.writeHead(status, { location }).end()
}

/** The address as the client typed it, from what the gateway says about the connection. */
export function addressOf(request: IncomingMessage): URL {
  const scheme = request.headers['x-forwarded-proto'] ?? 'https'
  return new URL(request.url ?? '/', `${scheme}://${request.headers.host}`)
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`)
}
