import type { Issue, Issued, Jwt, TokenDialect, UserinfoDialect } from '../../../embedded/dialect/index.ts'
import { accessTokenHash } from '../../../embedded/jwt.ts'
import { text } from '../../../embedded/message.ts'
import { atLeast } from '../versions.ts'
import { tokenFaults } from './faults.ts'
import { mappedAudiences, mappedClaims, rolesOf } from './mappers.ts'
import { webOriginsOf } from './origins.ts'
import type { KeycloakClient, Realm } from './realm.ts'
import { shownScope } from './scopes.ts'

type KeycloakIssue = Issue<KeycloakClient>

/** Seconds; defaults of a new realm. */
const lifetime = { access: 300, refresh: 1800, code: 60 }

/** Tokens as recorded, 26.4.0 and 26.7.0. */
export function tokens(realm: Realm, issuer: string, version: string): TokenDialect<KeycloakClient> {
  const common = (issue: KeycloakIssue, seconds: number) => ({
    exp: issue.now + seconds,
    iat: issue.now,
    jti: issue.uniqueId(),
    iss: issuer,
    sub: issue.user.id,
    azp: issue.client.clientId,
    sid: issue.sessionId,
  })
  return {
    faults: tokenFaults,
    authentication: ['client_secret_basic', 'client_secret_post'],
    nonceMinimumLength: 0,
    grantTypes: ['authorization_code', 'refresh_token'],
    code: {
      lifetime: lifetime.code,
      redirectUri: 'same',
      verifier: 'checked',
      burns: [
        'redirect-uri-missing',
        'redirect-uri-mismatch',
        'verifier-missing',
        'verifier-wrong',
        'verifier-without-challenge',
        'code-of-other-client',
      ],
      reuseRevokes: true,
    },
    refresh: { issued: () => true, rotates: false, reuse: 'refused' },
    accessToken: (issue) => ({
      signing: { alg: 'RS256' },
      claims: {
        ...common(issue, lifetime.access),
        ...mappedClaims(realm, issue, 'accessToken'),
        ...accessTokenOnly(realm, issue),
        auth_time: issue.authTime,
        typ: 'Bearer',
        scope: shownScope(realm, issue.scopes),
      },
    }),
    idToken: (issue, accessToken) => (issue.scopes.includes('openid') ? idToken(issue, accessToken) : null),
    refreshToken: (issue) => ({
      signing: { alg: 'HS512', secret: `${issuer} refresh`, kid: 'hs512' },
      claims: {
        ...common(issue, lifetime.refresh),
        ...(offline(issue) ? { exp: undefined } : {}),
        aud: issuer,
        typ: offline(issue) ? 'Offline' : 'Refresh',
        scope: issue.scopes.join(' '),
        ...(atLeast(version, '26.7') ? { aud_x: 'account', prov: 'default' } : {}),
      },
    }),
    response: (issue, issued) => response(realm, issue, issued),
  }

  function idToken(issue: KeycloakIssue, accessToken: string): Jwt {
    const audience = [issue.client.clientId, ...mappedAudiences(realm, issue, 'idToken')]
    const nonce = issue.request.get('nonce')
    return {
      signing: { alg: 'RS256' },
      claims: {
        ...common(issue, lifetime.access),
        ...mappedClaims(realm, issue, 'idToken'),
        ...(nonce && issue.grantType === 'authorization_code' ? { nonce } : {}),
        acr: acrOf(issue),
        aud: single(audience),
        at_hash: accessTokenHash(accessToken),
        auth_time: issue.authTime,
        typ: 'ID',
      },
    }
  }
}

/** What the scopes `roles`, `web-origins` and `acr` add, and who the token is for. */
function accessTokenOnly(realm: Realm, issue: KeycloakIssue): Record<string, unknown> {
  const { client, scopes } = issue
  const roles = scopes.includes('roles')
  const audience = [...mappedAudiences(realm, issue, 'accessToken'), ...(roles ? ['account'] : [])]
  const origins = webOriginsOf(client)
  return {
    ...(audience.length ? { aud: single(audience) } : {}),
    ...(scopes.includes('acr') ? { acr: acrOf(issue) } : {}),
    ...(scopes.includes('web-origins') && origins.length ? { 'allowed-origins': origins } : {}),
    ...(roles
      ? {
          realm_access: { roles: rolesOf(realm, issue) },
          resource_access: { account: { roles: ['manage-account', 'manage-account-links', 'view-profile'] } },
        }
      : {}),
  }
}

/** Level 1 where the password was typed for this request, 0 where a session stood in. */
const acrOf = (issue: KeycloakIssue) => (issue.freshLogin ? '1' : '0')

const offline = (issue: KeycloakIssue) => issue.scopes.includes('offline_access')

const single = (audience: readonly string[]) => (audience.length === 1 ? audience[0] : audience)

function response(realm: Realm, issue: KeycloakIssue, issued: Issued): Record<string, unknown> {
  return {
    access_token: issued.accessToken,
    expires_in: lifetime.access,
    refresh_expires_in: offline(issue) ? 0 : lifetime.refresh,
    refresh_token: issued.refreshToken,
    token_type: 'Bearer',
    ...(issued.idToken ? { id_token: issued.idToken } : {}),
    'not-before-policy': 0,
    session_state: issue.sessionId,
    scope: shownScope(realm, issue.scopes),
  }
}

/** Userinfo and its refusals; 26.4 said `no-cache` and nothing on refusals (recorded runs). */
export function userinfo(realm: Realm, version: string): UserinfoDialect<KeycloakClient> {
  const recent = atLeast(version, '26.7')
  const refuse = (status: number, error?: string, description?: string) =>
    text(status, '', {
      'content-type': 'text/plain;charset=utf-8',
      'www-authenticate': [
        `Bearer realm="${realm.name}"`,
        ...(error ? [`error="${error}"`, `error_description="${description}"`] : []),
      ].join(', '),
      ...(recent ? { 'cache-control': 'no-store' } : {}),
    })
  return {
    requiredScope: 'openid',
    headers: { 'cache-control': recent ? 'no-store' : 'no-cache' },
    claims: (issue) => ({ sub: issue.user.id, ...mappedClaims(realm, issue, 'userinfo') }),
    faults: {
      'token-missing': () => refuse(401),
      'token-unknown': () => refuse(401, 'invalid_token', 'Token verification failed'),
      'token-revoked': () => refuse(401, 'invalid_token', 'user_session_not_found'),
      'scope-missing': () => refuse(403, 'insufficient_scope', 'Missing openid scope'),
    },
  }
}
