import type { RouteAnswer } from '../../plan/knowledge.ts'
import type { Plan } from '../../plan/plan.ts'
import { realmOf } from './realm.ts'

/** Endpoints below a realm. Source: discovery of 26.4.0 and 26.7.0; a slash at the end is fine everywhere (recorded). */
const endpoints: Readonly<Record<string, string>> = {
  '': 'realm',
  '/.well-known/openid-configuration': 'discovery',
  '/protocol/openid-connect/auth': 'authorization',
  '/protocol/openid-connect/auth/device': 'device authorization',
  '/protocol/openid-connect/token': 'token',
  '/protocol/openid-connect/token/introspect': 'introspection',
  '/protocol/openid-connect/userinfo': 'userinfo',
  '/protocol/openid-connect/certs': 'JWKS',
  '/protocol/openid-connect/logout': 'end session',
  '/protocol/openid-connect/revoke': 'revocation',
  '/protocol/openid-connect/ext/par/request': 'pushed authorization requests',
  '/protocol/openid-connect/ext/ciba/auth': 'backchannel authentication',
  '/clients-registrations/openid-connect': 'client registration',
  '/account': 'account console',
}

/** Whether Keycloak answers at this path; `/auth` in front is gone since 17. */
export function routeOf(plan: Plan, path: string): RouteAnswer {
  const bare = path.replace(/\/$/, '')
  if (bare === '' || bare === '/admin' || bare.startsWith('/admin/'))
    return { routed: true, endpoint: 'admin console' }
  if (bare.startsWith('/auth/')) {
    return {
      routed: false,
      reason: 'the prefix /auth is gone since Keycloak 17',
      nearest: bare.slice('/auth'.length),
    }
  }
  const metadata = '/.well-known/oauth-authorization-server'
  if (bare.startsWith(`${metadata}/realms/`)) return { routed: true, endpoint: 'metadata (RFC 8414)' }
  const [, realm, rest = ''] = /^\/realms\/([^/]+)(\/.*)?$/.exec(bare) ?? []
  if (realm === undefined) {
    return {
      routed: false,
      reason: 'Keycloak keeps every realm below /realms/',
      nearest: `/realms/${realmOf(plan)}${endpoints[bare] ? bare : ''}`,
    }
  }
  if (!sameRealm(realm, realmOf(plan))) {
    return {
      routed: false,
      reason: `the guide's realm is ${realmOf(plan)}`,
      nearest: `/realms/${realmOf(plan)}${rest}`,
    }
  }
  const endpoint = endpoints[rest]
  if (endpoint) return { routed: true, endpoint }
  return {
    routed: false,
    reason: 'Keycloak has no such endpoint',
    nearest: `/realms/${realm}${closest(rest)}`,
  }
}

const sameRealm = (written: string, known: string) => decoded(written) === known || known === '<realm>'

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** The endpoint that shares the most with a wrong one. */
function closest(rest: string): string {
  const shared = (path: string) => [...path].findIndex((character, index) => character !== rest[index])
  const length = (path: string) => (shared(path) < 0 ? path.length : shared(path))
  return Object.keys(endpoints).toSorted((a, b) => length(b) - length(a))[0] ?? ''
}
