import type { OperatorName } from './mutation.ts'
import { slip } from './text.ts'

export interface UrlMistake {
  operator: OperatorName
  after: string
}

const shape = /^([a-z][a-z0-9+.-]*):\/\/([^/?#]*)([^?#]*)(.*)$/i

export function isUrl(text: string): boolean {
  return shape.test(text)
}

/** Host and path of an address in which angle tokens may stand. */
export function parts(text: string): { host: string; path: string } | null {
  const [, , host, path] = shape.exec(text) ?? []
  return host === undefined || path === undefined ? null : { host, path }
}

/** What goes wrong with addresses: slash at the end, scheme, host, and one segment of the path. */
export function urlMistakes(text: string): UrlMistake[] {
  const match = shape.exec(text)
  if (!match) return []
  const [, scheme = '', host = '', path = '', rest = ''] = match
  const mistakes: UrlMistake[] = [{ operator: 'host', after: `${scheme}://${slipHost(host)}${path}${rest}` }]
  if (scheme === 'https') mistakes.push({ operator: 'scheme', after: `http://${host}${path}${rest}` })
  // A host with and without a slash is the same address (RFC 3986, section 6.2.3).
  if (path !== '' && path !== '/') {
    const other = path.endsWith('/') ? path.slice(0, -1) : `${path}/`
    mistakes.push({ operator: 'slash', after: `${scheme}://${host}${other}${rest}` })
    mistakes.push({ operator: 'slug', after: `${scheme}://${host}${slipPath(path)}${rest}` })
  }
  return mistakes
}

/** The first label of the host, so that the guide's domain stays what it was. */
function slipHost(host: string): string {
  const [first = '', ...others] = host.split('.')
  return [slip(first), ...others].join('.')
}

/** The token or, without one, the longest segment: where slugs and realms stand. */
function slipPath(path: string): string {
  const segments = path.split('/')
  const token = segments.findIndex((segment) => segment.startsWith('<'))
  const longest = segments.reduce((best, segment, index) => {
    return segment.length > (segments[best]?.length ?? 0) ? index : best
  }, 0)
  const at = token === -1 ? longest : token
  return segments.map((segment, index) => (index === at ? slip(segment) : segment)).join('/')
}
