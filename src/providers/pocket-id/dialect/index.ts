import type { Dialect, Route } from '../../../embedded/dialect/index.ts'
import { embeddedKey } from '../../../embedded/keys.ts'
import { json } from '../../../embedded/message.ts'
import { authorization } from './authorization.ts'
import { discoveryDocument } from './discovery.ts'
import { consent, endSession, frontEnd, login, unrouted } from './pages.ts'
import type { PocketIdClient, Setting } from './subjects.ts'
import { clientError, oauthHeaders, requestError } from './texts.ts'
import { token, userinfo } from './tokens.ts'

export type { PocketIdClient, Setting } from './subjects.ts'

/** Source: backend/internal/oidc/module.go, v2.14.0. */
const routes: readonly Route[] = [
  { endpoint: 'discovery', path: '/.well-known/openid-configuration', methods: ['GET'] },
  { endpoint: { page: 'metadata' }, path: '/.well-known/oauth-authorization-server', methods: ['GET'] },
  { endpoint: 'jwks', path: '/.well-known/jwks.json', methods: ['GET'] },
  { endpoint: 'authorization', path: '/authorize', methods: ['GET', 'POST'] },
  { endpoint: 'login', path: '/interaction', methods: ['GET', 'POST'] },
  { endpoint: 'consent', path: '/interaction/consent', methods: ['POST'] },
  { endpoint: { page: 'error' }, path: '/interaction/error', methods: ['GET'] },
  { endpoint: 'pushed-authorization', path: '/api/oidc/par', methods: ['POST'] },
  { endpoint: 'token', path: '/api/oidc/token', methods: ['POST'] },
  { endpoint: 'userinfo', path: '/api/oidc/userinfo', methods: ['GET', 'POST'] },
  { endpoint: { page: 'endSession' }, path: '/api/oidc/end-session', methods: ['GET', 'POST'] },
]

const documentHeaders = {
  'content-type': 'application/json; charset=utf-8',
  'cache-control': 'private, no-store',
}

/** How Pocket ID 2.14 speaks OpenID Connect. */
export function pocketIdDialect(setting: Setting): Dialect<PocketIdClient> {
  const document = discoveryDocument(setting)
  return {
    product: `Pocket ID ${setting.version}`,
    origin: setting.base,
    cookies: { session: '__Host-access_token', interaction: '__Host-interaction' },
    routes,
    unrouted,
    discovery: () => json(200, document, documentHeaders),
    jwks: () =>
      json(
        200,
        { keys: [{ ...embeddedKey().publicJwk, alg: 'RS256', kid: embeddedKey().kid, use: 'sig' }] },
        documentHeaders,
      ),
    authorization: authorization(setting),
    pushed: {
      lifetime: 90,
      faults: {
        'client-not-found': clientError,
        'secret-missing': clientError,
        'secret-wrong': clientError,
        'redirect-uri-mismatch': ({ parameters }) =>
          requestError(
            `The redirect_uri '${parameters.get('redirect_uri')}' is not registered for this client.`,
          ),
      },
      response: (requestUri) => json(201, { expires_in: 90, request_uri: requestUri }, oauthHeaders),
    },
    login,
    consent,
    token: token(setting),
    userinfo: userinfo(setting),
    pages: {
      metadata: () => json(200, document, documentHeaders),
      error: frontEnd,
      endSession: endSession(setting),
    },
  }
}
