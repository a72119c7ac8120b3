import { atLeast, complete } from './versions.ts'

/**
 * How Keycloak compares a redirect URI with "Valid redirect URIs"
 * (source: RedirectUtils, 26.x; recorded runs of 26.4.0 and 26.7.0).
 */
export function redirectMatches(
  registered: readonly string[],
  sent: string,
  version: string,
  rootUrl = '',
): boolean {
  if (!URL.canParse(sent) || refused(sent, version)) return false
  const known = registered.map((one) => (one.startsWith('/') ? `${rootUrl}${one}` : one))
  return (
    known.some((one) => matches(one, sent, version)) ||
    known.some((one) => matches(one, withoutLoopbackPort(sent), version))
  )
}

function matches(registered: string, sent: string, version: string): boolean {
  if (registered === '*') return /^https?:/.test(sent)
  if (!registered.endsWith('*') || registered.includes('?')) return registered === sent
  const pattern = registered.slice(0, -1)
  // Query and fragment do not count where a wildcard does.
  const bare = sent.split(/[?#]/)[0] ?? ''
  const [prefix, whole] = split(pattern, version)
  return bare.startsWith(prefix) || bare === whole
}

/** What a URI must start with, and the one shorter URI that is fine as well: `https://a.company/x/*` takes `/x` too. */
function split(pattern: string, version: string): [prefix: string, whole: string] {
  const afterHost = /^[a-z]+:\/\/[^/]+$/i.test(pattern)
  // Since 26.6.3 a wildcard right after the host stands for /*; before, other hosts matched it too.
  if (afterHost && atLeast(version, '26.6.3')) return [`${pattern}/`, pattern]
  return [pattern, pattern.replace(/\/$/, '')]
}

/** A loopback URI that is registered without a port is good for any (RFC 8252, 7.3). */
function withoutLoopbackPort(sent: string): string {
  return sent.replace(/^(http:\/\/(?:localhost|127\.0\.0\.1|\[::1\])):\d+/, '$1')
}

const responseParameters = ['state', 'code', 'iss', 'session_state', 'error', 'error_description']

/** Since 26.7.3 and 26.6.7 the parameters of an answer may not stand in the URI already. */
function refused(sent: string, version: string): boolean {
  const full = complete(version)
  const strict = atLeast(full, '26.7.3') || (full.startsWith('26.6.') && atLeast(full, '26.6.7'))
  const url = new URL(sent)
  return url.hash !== '' || (strict && responseParameters.some((name) => url.searchParams.has(name)))
}
