import type { Answer, Request } from '../../../embedded/message.ts'
import type { AuthentikClient } from './subjects.ts'

/**
 * Which scripts of web pages may read an answer: those whose origin is that of a redirect URI, as it is written.
 * The text of a regex entry is compared too, so that an escaped dot shuts its own application out.
 * Source: providers/oauth2/utils.py `cors_allow`, 2026.5. Not recorded.
 */
export function withAllowedOrigin(
  answer: Answer,
  { headers, url }: Request,
  clients: Iterable<AuthentikClient>,
): Answer {
  const { origin } = headers
  if (origin === undefined || !readByScripts.test(url.pathname)) return answer
  if (/\/jwks\/$/.test(url.pathname)) return allowing(answer, '*')
  const asked = parts(origin)
  const listed = [...clients].flatMap((client) => client.redirects.map((one) => parts(one.uri)))
  if (asked === null || !listed.includes(asked)) return answer
  return allowing(answer, origin)
}

const readByScripts =
  /^\/application\/o\/(token\/|userinfo\/|[^/]+\/jwks\/|[^/]+\/\.well-known\/openid-configuration)$/

function allowing(answer: Answer, origin: string): Answer {
  return { ...answer, headers: { ...answer.headers, 'access-control-allow-origin': origin } }
}

/** Scheme, host and port of an address or of the text of a pattern; null where there is no host. */
function parts(text: string): string | null {
  const [, scheme, host, port = ''] = /^([a-z][a-z0-9+.-]*):\/\/([^/?#:]+)(?::(\d+))?/i.exec(text) ?? []
  return scheme && host ? `${scheme} ${host.toLowerCase()} ${port}` : null
}
