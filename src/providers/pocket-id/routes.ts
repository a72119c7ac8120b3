import type { RouteAnswer } from '../../plan/knowledge.ts'

/** Endpoints of v2.14.0, issuer = APP_URL without a path. Source: backend/internal/oidc/module.go, well_known_controller.go. */
const endpoints: Record<string, string> = {
  '/': 'start page',
  '/.well-known/openid-configuration': 'discovery',
  '/.well-known/oauth-authorization-server': 'metadata (RFC 8414)',
  '/.well-known/jwks.json': 'JWKS',
  '/authorize': 'authorization',
  '/api/oidc/token': 'token',
  '/api/oidc/userinfo': 'userinfo',
  '/api/oidc/introspect': 'introspection',
  '/api/oidc/end-session': 'end session',
  '/api/oidc/device/authorize': 'device authorization',
  '/api/oidc/par': 'pushed authorization requests',
  '/healthz': 'health',
}

/** Pages of the front end that a guide may send its reader to. */
const pages = /^\/(login|logout|lc|setup|signup|settings)(\/|$)/

export function route(path: string): RouteAnswer {
  const endpoint = endpoints[path]
  if (endpoint !== undefined) return { routed: true, endpoint }
  if (pages.test(path)) return { routed: true, endpoint: 'page' }
  const bare = path.replace(/\/+$/, '')
  if (endpoints[bare] !== undefined) {
    // It redirects there, so browsers arrive; clients that do not follow redirects, and POSTs, may not.
    return { routed: false, reason: 'Pocket ID redirects an address with a slash at its end', nearest: bare }
  }
  const ending = Object.keys(endpoints).find((known) => known !== '/' && path.endsWith(known))
  return {
    routed: false,
    reason: 'Pocket ID has its endpoints at the root of its host, without a path in front',
    nearest: ending,
  }
}
