import type { AuthorizationDialect, Dialect, Route } from '../../../embedded/dialect/index.ts'
import type { Answer } from '../../../embedded/message.ts'
import { json, type Request, redirect } from '../../../embedded/message.ts'
import { redirectMatches } from '../redirects.ts'
import { discoveryDocument, responseTypes } from './discovery.ts'
import { authorizationFaults, pushedFaults } from './faults.ts'
import { realmKeys } from './keys.ts'
import { actionQuery, consent, login, resumeLogin } from './login.ts'
import { logout, logoutConfirmed } from './logout.ts'
import { allowOrigin } from './origins.ts'
import { errorPage, formPostPage } from './pages.ts'
import { type KeycloakClient, pathOf, type Realm } from './realm.ts'
import { grantScopes } from './scopes.ts'
import { tokens, userinfo } from './tokens.ts'

/** One realm of a Keycloak at `origin`. */
export function keycloak(origin: string, realm: Realm, version: string): Dialect<KeycloakClient> {
  const issuer = `${origin}${pathOf(realm)}`
  const product = `Keycloak ${version}`
  return {
    product,
    origin,
    cookies: { session: 'KEYCLOAK_IDENTITY', interaction: 'AUTH_SESSION_ID' },
    routes: routesOf(realm),
    unrouted: (request, nearMiss) => unrouted(realm, request, nearMiss?.by === 'method'),
    discovery: () =>
      json(200, discoveryDocument(realm, issuer, version), {
        'cache-control': 'no-cache, must-revalidate, no-transform, no-store',
      }),
    jwks: async () => json(200, await realmKeys(), { 'cache-control': 'no-cache' }),
    authorization: authorization(realm, issuer, version),
    pushed: {
      lifetime: 60,
      faults: pushedFaults,
      response: (requestUri) => json(201, { request_uri: requestUri, expires_in: 60 }),
    },
    login: login(realm, issuer),
    consent: consent(realm, issuer),
    token: tokens(realm, issuer, version),
    userinfo: userinfo(realm, version),
    allowOrigin,
    pages: {
      'login-action': (context) => resumeLogin(realm, context),
      logout: (context) => logout(realm, version, context),
      'logout-confirm': () => logoutConfirmed(product),
    },
  }
}

/** Every address takes a trailing slash, too (recorded run). */
function routesOf(realm: Realm): Route[] {
  const base = pathOf(realm)
  const protocol = `${base}/protocol/openid-connect`
  const routes: Array<Omit<Route, 'otherSlash'>> = [
    { endpoint: 'discovery', path: `${base}/.well-known/openid-configuration`, methods: ['GET'] },
    { endpoint: 'discovery', path: `/.well-known/oauth-authorization-server${base}`, methods: ['GET'] },
    { endpoint: 'jwks', path: `${protocol}/certs`, methods: ['GET'] },
    { endpoint: 'authorization', path: `${protocol}/auth`, methods: ['GET', 'POST'] },
    { endpoint: 'pushed-authorization', path: `${protocol}/ext/par/request`, methods: ['POST'] },
    { endpoint: 'token', path: `${protocol}/token`, methods: ['POST'] },
    { endpoint: 'userinfo', path: `${protocol}/userinfo`, methods: ['GET', 'POST'] },
    { endpoint: 'login', path: `${base}/login-actions/authenticate`, methods: ['POST'] },
    { endpoint: { page: 'login-action' }, path: `${base}/login-actions/authenticate`, methods: ['GET'] },
    { endpoint: 'consent', path: `${base}/login-actions/required-action`, methods: ['GET'] },
    { endpoint: 'consent', path: `${base}/login-actions/consent`, methods: ['POST'] },
    { endpoint: { page: 'logout' }, path: `${protocol}/logout`, methods: ['GET', 'POST'] },
    { endpoint: { page: 'logout-confirm' }, path: `${protocol}/logout/logout-confirm`, methods: ['POST'] },
  ]
  return routes.map((route) => ({ ...route, otherSlash: 'same' }))
}

function unrouted(realm: Realm, request: Request, methodMissing: boolean): Answer {
  if (methodMissing) return json(405, { error: 'HTTP 405 Method Not Allowed' })
  const [, realms, name] = request.url.pathname.split('/')
  if (realms === 'realms' && name && `/realms/${name}` !== pathOf(realm))
    return json(404, { error: 'Realm does not exist' })
  return json(404, { error: 'Unable to find matching target resource method' })
}

function authorization(realm: Realm, issuer: string, version: string): AuthorizationDialect<KeycloakClient> {
  return {
    faults: authorizationFaults((status, message) => errorPage(realm, status, message)),
    redirectUriMatches: (client, sent) => redirectMatches(client.redirectUris, sent, version, client.rootUrl),
    responseTypes: {
      known: responseTypes,
      allowed: (client) => (client.standardFlow ? ['code'] : []),
    },
    // The jwt modes exist and are not modelled.
    responseModes: ['query', 'fragment', 'form_post'],
    minimumLength: { state: 0, nonce: 0 },
    pkce: ({ pkceMethod }) => ({
      required: pkceMethod !== null,
      known: ['plain', 'S256'],
      allowed: pkceMethod ? [pkceMethod] : ['plain', 'S256'],
    }),
    parRequired: (client) => client.parRequired,
    scopes: grantScopes,
    // A condition in the login flow is looked at when the password is typed; a session passes it by (recorded run).
    allowed: (client, user, when) =>
      client.loginRole === null ||
      when === 'session' ||
      (realm.roles.get(user.username) ?? []).includes(client.loginRole),
    success: ({ request, sessionId }, code) => [
      ...stateOf(request),
      ['session_state', sessionId],
      ['iss', issuer],
      ['code', code],
    ],
    failure: ({ parameters }, error, description) => [
      ['error', error],
      ...(description ? [['error_description', description] as const] : []),
      ...stateOf(parameters),
      ['iss', issuer],
    ],
    redirectStatus: 302,
    formPost: (_context, action, fields) => formPostPage(action, fields),
    detour: ({ request, client, user }) =>
      request.url.searchParams.has('request_uri') && client && user
        ? redirect(
            302,
            `${issuer}/login-actions/authenticate?${actionQuery(client.clientId, request.url.searchParams)}`,
          )
        : null,
  }
}

function stateOf(parameters: URLSearchParams): ReadonlyArray<readonly [string, string]> {
  const state = parameters.get('state')
  return state ? [['state', state]] : []
}
