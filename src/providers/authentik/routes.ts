import type { RouteAnswer } from '../../plan/knowledge.ts'

/** Shared endpoints. Source: providers/oauth2/urls.py, 2026.5. Every address but the metadata documents ends in a slash. */
const shared: Readonly<Record<string, string>> = {
  '/application/o/authorize/': 'authorization',
  '/application/o/token/': 'token',
  '/application/o/userinfo/': 'userinfo',
  '/application/o/introspect/': 'introspection',
  '/application/o/revoke/': 'revocation',
  '/application/o/device/': 'device authorization',
  '/-/health/live/': 'health',
  '/-/health/ready/': 'health',
}

const perApplication: ReadonlyArray<[RegExp, string]> = [
  [/^\/application\/o\/([^/]+)\/\.well-known\/openid-configuration$/, 'discovery'],
  [/^\/\.well-known\/oauth-authorization-server\/application\/o\/([^/]+)\/$/, 'metadata (RFC 8414)'],
  [/^\/application\/o\/([^/]+)\/jwks\/$/, 'JWKS'],
  [/^\/application\/o\/([^/]+)\/end-session\/$/, 'end session'],
  [/^\/application\/o\/([^/]+)\/$/, 'issuer'],
]

/** The Admin and User interfaces, and flows: pages for people. */
const pages = /^\/(if\/(admin|user|flow\/[^/]+)\/|setup|$)/

const reserved = ['authorize', 'token', 'device', 'userinfo', 'introspect', 'revoke']

/**
 * `slugs` are the ways in which the guide names its application's slug: `<application_slug>`, or a text that it sets.
 * Any other slug is one that the reader's authentik does not have.
 */
export function routeOf(path: string, slugs: readonly string[]): RouteAnswer {
  if (shared[path]) return { routed: true, endpoint: shared[path] }
  if (pages.test(path)) return { routed: true, endpoint: 'page' }
  for (const [pattern, endpoint] of perApplication) {
    const slug = pattern.exec(path)?.[1]
    if (slug === undefined || reserved.includes(slug)) continue
    if (slugs.includes(slug) || slugs.length === 0) return { routed: true, endpoint }
    return {
      routed: false,
      reason: `the address needs the slug of the application, and no application of this guide has the slug ${slug}`,
      nearest: path.replace(slug, slugs[0]!),
    }
  }
  return unrouted(path, slugs)
}

function unrouted(path: string, slugs: readonly string[]): RouteAnswer {
  const flipped = path.endsWith('/') ? path.slice(0, -1) : `${path}/`
  if (routeOfFlipped(flipped, slugs)) {
    const rule = 'authentik answers 404 (405 to a POST), it never adds or removes a slash'
    const reason = path.endsWith('/')
      ? `the discovery document has no slash at its end: ${rule}`
      : `authentik's addresses end in a slash: ${rule}`
    return { routed: false, reason, nearest: flipped }
  }
  const slug = slugs[0] ?? '<application_slug>'
  if (path === '/.well-known/openid-configuration') {
    return {
      routed: false,
      reason: 'authentik has one discovery document for each application, none at its root',
      nearest: `/application/o/${slug}/.well-known/openid-configuration`,
    }
  }
  if (path.startsWith('/application/o/')) {
    return { routed: false, reason: 'authentik has no such endpoint', nearest: nearestShared(path) }
  }
  return {
    routed: false,
    reason: 'authentik has nothing there: its OpenID endpoints are under /application/o/',
  }
}

function routeOfFlipped(path: string, slugs: readonly string[]): boolean {
  if (shared[path]) return true
  return perApplication.some(([pattern]) => {
    const slug = pattern.exec(path)?.[1]
    return slug !== undefined && !reserved.includes(slug) && (slugs.length === 0 || slugs.includes(slug))
  })
}

/** `/application/o/<slug>/token/` is a common guess: the shared endpoints stand beside the applications. */
function nearestShared(path: string): string | undefined {
  const last = path.replace(/\/$/, '').split('/').at(-1)
  return Object.keys(shared).find((known) => known.endsWith(`/${last}/`))
}
