import { createHash } from 'node:crypto'
import type { Issue, TokenDialect, UserinfoDialect } from '../../../embedded/dialect/index.ts'
import { json } from '../../../embedded/message.ts'
import { claimsOf } from './claims.ts'
import type { PocketIdClient, Setting } from './subjects.ts'
import {
  bearerError,
  clientError,
  grantError,
  oauthError,
  oauthHeaders,
  requestError,
  userinfoHeaders,
} from './texts.ts'

const hour = 3600

/** The token endpoint. Sources: recorded runs of v2.14.0; backend/internal/oidc/claims_service.go. */
export function token(setting: Setting): TokenDialect<PocketIdClient> {
  return {
    faults: {
      'client-not-named': () =>
        requestError(
          'Client credentials missing or malformed in both HTTP Authorization header and HTTP POST body.',
        ),
      'client-not-found': clientError,
      'secret-missing': clientError,
      'secret-wrong': clientError,
      'grant-type-unknown': () =>
        requestError(
          'Make sure that the various parameters are correct, be aware of case sensitivity and trim your parameters. Make sure that the client you are using has exactly whitelisted the redirect_uri you specified.',
        ),
      'code-missing': () => grantError(),
      'code-unknown': () => grantError(),
      'code-reused': () => grantError('The authorization code has already been used.'),
      'code-of-other-client': () =>
        grantError(
          'The OAuth 2.0 Client ID from this request does not match the one from the authorize request.',
        ),
      'redirect-uri-missing': redirectMismatch,
      'redirect-uri-mismatch': redirectMismatch,
      'verifier-missing': () => grantError('The PKCE code verifier must be at least 43 characters.'),
      'verifier-wrong': () => grantError('The PKCE code challenge did not match the code verifier.'),
      'verifier-without-challenge': () => grantError('Unable to find initial PKCE data tied to this request'),
      'nonce-too-short': () =>
        oauthError(
          400,
          'insufficient_entropy',
          "The request used a security parameter (e.g., anti-replay, anti-csrf) with insufficient entropy. Parameter 'nonce' is set but does not satisfy the minimum entropy of 8 characters.",
        ),
      'refresh-token-unknown': () => grantError('The refresh token is malformed or not valid.'),
      'refresh-token-reused': () => grantError('The refresh token was already used.'),
    },
    authentication: ['client_secret_basic', 'client_secret_post'],
    nonceMinimumLength: 8,
    grantTypes: ['authorization_code', 'refresh_token'],
    code: {
      lifetime: 600,
      redirectUri: 'same',
      verifier: 'checked',
      burns: ['verifier-missing', 'verifier-wrong'],
      reuseRevokes: true,
    },
    refresh: { issued: () => true, rotates: true, reuse: 'revokes' },
    accessToken: (issue) => ({
      header: { typ: 'at+jwt' },
      signing: { alg: 'RS256' },
      claims: {
        ...common(issue, setting),
        aud: [issue.client.clientId, setting.base],
        client_id: issue.client.clientId,
        scope: issue.scopes.join(' '),
        scp: issue.scopes,
      },
    }),
    idToken: (issue, accessToken) =>
      issue.scopes.includes('openid')
        ? { header: { typ: 'JWT' }, signing: { alg: 'RS256' }, claims: idClaims(issue, accessToken, setting) }
        : null,
    refreshToken: () => 'opaque',
    headers: oauthHeaders,
    response: ({ scopes }, { accessToken, idToken, refreshToken }) => ({
      access_token: accessToken,
      expires_in: hour,
      ...(idToken !== null && { id_token: idToken }),
      ...(refreshToken !== null && { refresh_token: refreshToken }),
      scope: scopes.join(' '),
      token_type: 'bearer',
    }),
  }
}

/** Userinfo has the claims of the ID token, and wants the scope `openid`. */
export function userinfo(setting: Setting): UserinfoDialect<PocketIdClient> {
  return {
    faults: {
      'token-missing': bearerError,
      'token-unknown': bearerError,
      'token-revoked': bearerError,
      'scope-missing': () =>
        json(
          403,
          {
            error: 'access_denied',
            error_description:
              'The access token is missing the openid scope. Make sure that the request you are making is valid. Maybe the credential or request parameters you are using are limited in scope or otherwise restricted.',
          },
          userinfoHeaders,
        ),
    },
    requiredScope: 'openid',
    claims: ({ user, scopes }) => ({ sub: user.id, ...claimsOf(user, scopes, setting) }),
    headers: userinfoHeaders,
  }
}

const redirectMismatch = () =>
  grantError("The 'redirect_uri' from this request does not match the one from the authorize request.")

function common({ user, now, uniqueId }: Issue<PocketIdClient>, { base }: Setting) {
  return { iss: base, sub: user.id, iat: now, exp: now + hour, jti: uniqueId() }
}

function idClaims(issue: Issue<PocketIdClient>, accessToken: string, setting: Setting) {
  // A refreshed ID token has none, as recorded.
  const nonce = issue.grantType === 'authorization_code' ? issue.request.get('nonce') : null
  return {
    ...claimsOf(issue.user, issue.scopes, setting),
    ...common(issue, setting),
    aud: [issue.client.clientId],
    // The stand-in's people log in as with a one-time code; a passkey would say `phr`.
    amr: ['otp'],
    at_hash: leftHalfHash(accessToken),
    auth_time: issue.authTime,
    rat: issue.now,
    type: 'id-token',
    ...(nonce !== null && { nonce }),
  }
}

/** OpenID Connect Core, section 3.1.3.6. */
function leftHalfHash(accessToken: string): string {
  return createHash('sha256').update(accessToken).digest().subarray(0, 16).toString('base64url')
}
