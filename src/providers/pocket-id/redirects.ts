/*
 * Callback URLs of Pocket ID. Source: backend/internal/utils/callback_url_util.go, v2.14.0, and recorded runs of
 * v2.9.0 and v2.14.0: exact, or `*` for one segment (in the host it spans labels), `**` for any depth of the path,
 * a lone `*` for everything. Case of the host and the scheme's default port do not matter, a trailing slash does.
 */

export function callbackMatches(pattern: string, sent: string, version: string): boolean {
  if (pattern === '*') return true
  if (normalise(pattern) === normalise(sent)) return true
  if (loopbackMatches(pattern, sent, version)) return true
  return pattern.includes('*') && wildcardMatches(pattern, sent)
}

/** `http://localhost/cb` accepts any port, by RFC 8252, section 7.3; `127.0.0.1` too where the library adds it. */
function loopbackMatches(pattern: string, sent: string, version: string): boolean {
  const [saved, actual] = [parse(pattern), parse(sent)]
  if (!saved || !actual || saved.protocol !== 'http:' || actual.protocol !== 'http:') return false
  if (saved.hostname !== actual.hostname || !isLoopback(saved.hostname)) return false
  if (saved.port !== '' && !(isAddress(saved.hostname) && !version.startsWith('2.9.'))) return false
  return saved.pathname === actual.pathname && saved.search === actual.search
}

function wildcardMatches(pattern: string, sent: string): boolean {
  const [saved, actual] = [split(pattern), split(sent)]
  if (!saved || !actual || saved.scheme !== actual.scheme) return false
  return (
    segment(saved.host.toLowerCase(), '[^/:]*').test(actual.host.toLowerCase()) &&
    portMatches(saved.port, actual.port) &&
    pathMatches(saved.path, actual.path) &&
    segment(saved.query, '[^&]*').test(actual.query)
  )
}

function portMatches(saved: string, actual: string): boolean {
  return saved === '*' || saved === actual
}

/** `/*` wants a segment that is not empty; `/**` takes any rest. */
function pathMatches(saved: string, actual: string): boolean {
  const source = saved
    .split('**')
    .map((part) => part.split('*').map(RegExp.escape).join('[^/]+'))
    .join('.*')
  return new RegExp(`^${source}$`).test(actual)
}

function segment(pattern: string, any: string): RegExp {
  return new RegExp(`^${pattern.split('*').map(RegExp.escape).join(any)}$`)
}

function split(uri: string) {
  const match = /^([a-z][a-z0-9+.-]*):\/\/([^/?#:]*)(?::([^/?#]*))?([^?#]*)(?:\?([^#]*))?$/i.exec(uri)
  if (!match) return null
  const [, scheme = '', host = '', port = '', path = '', query = ''] = match
  return { scheme: scheme.toLowerCase(), host, port: defaultPort(scheme, port), path, query }
}

function defaultPort(scheme: string, port: string): string {
  const standard: Record<string, string> = { https: '443', http: '80' }
  return standard[scheme.toLowerCase()] === port ? '' : port
}

function normalise(uri: string): string {
  const url = parse(uri)
  // `URL` adds a slash to an empty path; the product compares the path as written.
  const bare = /^[a-z][a-z0-9+.-]*:\/\/[^/?#]*$/i.test(uri)
  return url ? (bare ? url.href.replace(/\/$/, '') : url.href) : uri
}

const isLoopback = (host: string) => host === 'localhost' || isAddress(host)
const isAddress = (host: string) => host.startsWith('127.') || host === '[::1]'
const parse = (uri: string) => (URL.canParse(uri) ? new URL(uri) : null)
