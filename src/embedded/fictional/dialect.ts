import type { Client, Dialect } from '../dialect/index.ts'
import { accessTokenHash } from '../jwt.ts'
import { escapeHtml, html, json, redirect, text } from '../message.ts'

/** A client of the product that no one makes. */
export interface FictionalClient extends Client {
  redirectUris: readonly string[]
  /** Groups that may use it; empty for everybody. */
  groups: readonly string[]
  consent: boolean
}

export const origin = 'https://idp.company'

type FictionalDialect = Dialect<FictionalClient>

/** The smallest product that logs people in: what a dialect must say, and little more. */
export function fictional(changes: Partial<FictionalDialect['token']> = {}): FictionalDialect {
  return {
    product: 'Fictional 1.0',
    origin,
    cookies: { session: 'session', interaction: 'interaction' },
    routes: [
      { endpoint: 'discovery', path: '/.well-known/openid-configuration', methods: ['GET'] },
      { endpoint: 'jwks', path: '/keys', methods: ['GET'] },
      { endpoint: 'authorization', path: '/authorize', methods: ['GET', 'POST'] },
      { endpoint: 'pushed-authorization', path: '/par', methods: ['POST'] },
      { endpoint: 'token', path: '/token', methods: ['POST'], otherSlash: 'same' },
      { endpoint: 'userinfo', path: '/userinfo', methods: ['GET'] },
      { endpoint: 'login', path: '/login', methods: ['GET', 'POST'] },
      { endpoint: 'consent', path: '/consent', methods: ['POST'] },
    ],
    unrouted: (_request, nearMiss) =>
      text(nearMiss?.by === 'method' ? 405 : 404, nearMiss?.by ?? 'nothing here'),
    discovery: () => json(200, { issuer: origin }),
    jwks: () => json(200, { keys: [] }),
    authorization: {
      faults: {
        'client-unknown': () => html(400, 'Unknown client'),
        'login-required': (context) => context.toApplication('login_required'),
        'user-not-allowed': () => html(403, 'Not for you'),
        'consent-refused': (context) => context.toApplication('access_denied', 'The user said no'),
        'pkce-method-unknown': (context) => context.toApplication('invalid_request'),
      },
      redirectUriMatches: (client, sent) => client.redirectUris.includes(sent),
      responseTypes: { known: ['code'], allowed: () => ['code'] },
      responseModes: ['query', 'fragment', 'form_post'],
      minimumLength: { state: 0, nonce: 0 },
      pkce: () => ({ required: false, known: ['plain', 'S256'], allowed: ['plain', 'S256'] }),
      parRequired: () => false,
      scopes: (_client, requested) => ({ granted: requested }),
      allowed: ({ groups }, user) => !groups.length || groups.some((group) => user.groups.includes(group)),
      success: ({ request }, code) => [
        ['code', code],
        ['state', request.get('state') ?? ''],
      ],
      failure: ({ parameters }, error, description) => [
        ['error', error],
        ['error_description', description ?? ''],
        ['state', parameters.get('state') ?? ''],
      ],
      redirectStatus: 302,
      formPost: (_context, action, fields) =>
        html(
          200,
          `<form method="post" action="${escapeHtml(action)}">${fields.map(([name, value]) => `<input name="${name}" value="${escapeHtml(value)}">`).join('')}</form><script>document.forms[0].submit()</script>`,
        ),
    },
    pushed: {
      lifetime: 60,
      faults: { 'secret-wrong': () => json(401, { error: 'invalid_client' }) },
      response: (requestUri) => json(201, { request_uri: requestUri, expires_in: 60 }),
    },
    login: {
      present: ({ id }) => redirect(302, `/login?id=${id}`),
      page: () =>
        html(
          200,
          '<form method="post" action="/login"><input name="username"><input name="password"></form>',
        ),
      credentials: ({ form }) => ({
        username: form.get('username') ?? '',
        password: form.get('password') ?? '',
      }),
      failed: () => html(401, 'Wrong'),
      expired: () => html(400, 'Too late'),
    },
    consent: {
      required: ({ consent }) => consent,
      present: ({ scopes }) => html(200, `Allow ${scopes.join(', ')}?`),
      decision: ({ form }) => (form.has('yes') ? 'granted' : 'refused'),
    },
    token: {
      faults: {
        'secret-wrong': () => json(401, { error: 'invalid_client' }),
        'code-unknown': () => json(400, { error: 'invalid_grant', error_description: 'unknown' }),
        'code-reused': () => json(400, { error: 'invalid_grant', error_description: 'used' }),
        'verifier-wrong': () => json(400, { error: 'invalid_grant', error_description: 'verifier' }),
        'redirect-uri-mismatch': () => json(400, { error: 'invalid_grant', error_description: 'redirect' }),
        'refresh-token-reused': () => json(400, { error: 'invalid_grant', error_description: 'used' }),
        'refresh-token-unknown': () => json(400, { error: 'invalid_grant', error_description: 'unknown' }),
      },
      authentication: ['client_secret_basic', 'client_secret_post'],
      nonceMinimumLength: 0,
      grantTypes: ['authorization_code', 'refresh_token'],
      code: { lifetime: 60, redirectUri: 'same', verifier: 'checked', burns: [], reuseRevokes: false },
      refresh: { issued: () => true, rotates: true, reuse: 'refused' },
      accessToken: () => 'opaque',
      idToken: (issue, accessToken) => ({
        signing: { alg: 'RS256' },
        claims: {
          iss: origin,
          sub: issue.user.id,
          aud: issue.client.clientId,
          at_hash: accessTokenHash(accessToken),
        },
      }),
      refreshToken: () => 'opaque',
      response: (_issue, { accessToken, idToken, refreshToken }) => ({
        access_token: accessToken,
        id_token: idToken,
        refresh_token: refreshToken,
        token_type: 'Bearer',
      }),
      ...changes,
    },
    userinfo: {
      faults: {
        'token-unknown': () => text(401, 'unknown'),
        'token-revoked': () => text(401, 'revoked'),
      },
      requiredScope: null,
      headers: {},
      claims: ({ user }) => ({ sub: user.id, groups: user.groups }),
    },
    pages: {},
  }
}
