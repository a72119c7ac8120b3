/*
 * Callback URLs of Pocket ID. Source: backend/internal/utils/callback_url_util.go, v2.14.0, and runs of v2.9.0 and
 * v2.14.0, which agree but for the port of loopback addresses. They are patterns of the URL Pattern standard: case of
 * the host, the scheme's default port and dot segments do not matter, a trailing slash does; `*` is one segment (in the
 * host it spans labels), `**` any depth of the path, a lone `*` everything. What is not named matches anything: a
 * callback URL without a path admits every path of its origin. Fragments are cut off.
 */

export function callbackMatches(pattern: string, sent: string, version: string): boolean {
  if (pattern === '*' || pattern === sent) return true
  const [saved, actual] = [split(pattern), split(sent)]
  if (!saved || !actual) return false
  return (
    fits(saved, actual) ||
    (isLoopback(actual) && fits(saved, { ...actual, port: '' })) ||
    libraryFits(saved, actual, version)
  )
}

interface Parts {
  scheme: string
  host: string
  port: string
  path: string
  query: string
}

function fits(saved: Parts, actual: Parts): boolean {
  return (
    saved.scheme === actual.scheme &&
    starsFit(saved.host, '[^/:]*', actual.host) &&
    (saved.port === '*' || saved.port === actual.port) &&
    pathFits(saved.path, actual.path) &&
    queryFits(saved.query, actual.query)
  )
}

/** RFC 8252, section 7.3: `http://localhost/cb` takes any port, and so do addresses of loopback. */
function isLoopback({ scheme, host }: Parts): boolean {
  return scheme === 'http' && (host === 'localhost' || isAddress(host))
}

/** From v2.10 on the OAuth library (fosite) compares too, before any pattern: addresses take any port where one is saved. */
function libraryFits(saved: Parts, actual: Parts, version: string): boolean {
  if (version.startsWith('2.9.') || actual.scheme !== 'http' || !isAddress(actual.host)) return false
  return saved.host === actual.host && saved.path === actual.path && saved.query === actual.query
}

/** `/*` wants a segment that is not empty; `/**` takes any rest. */
function pathFits(saved: string, actual: string): boolean {
  if (saved === '') return true
  const [pattern, path] = [normalise(saved), normalise(actual)]
  if (!pattern.includes('*')) return pattern === path
  const source = pattern
    .split('**')
    .map((part) => part.split('*').map(RegExp.escape).join('[^/]+'))
    .join('.*')
  return new RegExp(`^${source}$`).test(path)
}

/** Names as they are, in any order; values may have stars. */
function queryFits(saved: string, actual: string): boolean {
  const [wanted, sent] = [new URLSearchParams(saved), new URLSearchParams(actual)]
  const names = new Set([...wanted.keys(), ...sent.keys()])
  return [...names].every((name) => {
    const [patterns, values] = [wanted.getAll(name), sent.getAll(name)]
    return (
      patterns.length === values.length &&
      patterns.every((one, index) => starsFit(one, '[^/]*', values[index] ?? ''))
    )
  })
}

/** `any` is what a star stands for. A pattern too long for a regular expression has no star in practice, and needs none. */
function starsFit(pattern: string, any: string, text: string): boolean {
  if (!pattern.includes('*')) return pattern === text
  return new RegExp(`^${pattern.split('*').map(RegExp.escape).join(any)}$`).test(text)
}

/** An empty path is `/`, dots are resolved and characters encoded, stars stay. */
function normalise(path: string): string {
  return new URL(path || '/', 'http://any').pathname
}

function split(uri: string): Parts | null {
  const match =
    /^([a-z][a-z0-9+.-]*):\/\/(?:[^/?#@]*@)?(\[[^\]]*\]|[^/?#:]*)(?::([^/?#]*))?([^?#]*)(?:\?([^#]*))?/i.exec(
      uri,
    )
  if (!match) return null
  const [, written = '', host = '', port = '', path = '', query = ''] = match
  const scheme = written.toLowerCase()
  const standard: Record<string, string> = { https: '443', http: '80' }
  return { scheme, host: host.toLowerCase(), port: standard[scheme] === port ? '' : port, path, query }
}

const isAddress = (host: string) => host.startsWith('127.') || host === '[::1]'
