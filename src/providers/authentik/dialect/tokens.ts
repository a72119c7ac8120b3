import { createHash, randomUUID } from 'node:crypto'
import type { Issue, Jwt, TokenDialect, UserinfoDialect } from '../../../embedded/dialect/index.ts'
import { mappedClaims } from './claims.ts'
import { type AuthentikClient, type Setting, subjectOf } from './subjects.ts'
import { bearerError, tokenError } from './texts.ts'

type Issuing = Issue<AuthentikClient>

const invalidClient = () => tokenError('invalid_client', randomUUID())
const invalidGrant = () => tokenError('invalid_grant', randomUUID())
const unsupportedGrant = () => tokenError('unsupported_grant_type', randomUUID())

/** The token endpoint. Source: providers/oauth2/views/token.py and id_token.py, 2026.5; recorded run. */
export function token(setting: Setting): TokenDialect<AuthentikClient> {
  const claims = perAnswer(setting)
  const standard = (issue: Issuing) => standardClaims(issue, setting)
  const signed = (issue: Issuing, payload: Record<string, unknown>): Jwt => ({
    claims: payload,
    header: { typ: 'JWT' },
    signing: issue.client.signingKey
      ? { alg: 'RS256' }
      : { alg: 'HS256', secret: issue.client.signingSecret },
  })
  return {
    faults: {
      'client-not-named': invalidClient,
      'client-not-found': invalidClient,
      'secret-missing': invalidClient,
      'secret-wrong': invalidClient,
      'redirect-uri-missing': invalidClient,
      'redirect-uri-mismatch': invalidClient,
      'grant-type-missing': unsupportedGrant,
      'grant-type-unknown': unsupportedGrant,
      'code-missing': invalidGrant,
      'code-unknown': invalidGrant,
      'code-expired': invalidGrant,
      'code-reused': invalidGrant,
      'code-of-other-client': invalidGrant,
      'verifier-missing': invalidGrant,
      'verifier-wrong': invalidGrant,
      'verifier-without-challenge': invalidGrant,
      'refresh-token-missing': invalidGrant,
      'refresh-token-unknown': invalidGrant,
      'refresh-token-reused': invalidGrant,
      'refresh-token-of-other-client': invalidGrant,
    },
    authentication: ['client_secret_basic', 'client_secret_post'],
    decodeBasic: percentDecoded,
    nonceMinimumLength: 0,
    grantTypes: ['authorization_code', 'refresh_token'],
    // Another registered address is as good, and a wrong verifier or address does not use the code up.
    code: { lifetime: 60, redirectUri: 'registered', verifier: 'checked', burns: [], reuseRevokes: false },
    refresh: {
      issued: ({ scopes }) => scopes.includes('offline_access'),
      rotates: true,
      reuse: 'refused',
    },
    accessToken: async (issue) => {
      if (issue.grantType === 'refresh_token') refreshed.add(issue.request)
      return signed(issue, {
        ...standard(issue),
        ...(await claims(issue)),
        azp: issue.client.clientId,
        uid: randomUUID().replaceAll('-', ''),
        scope: issue.scopes.join(' '),
      })
    },
    // Without the scope openid, too.
    idToken: async (issue) => signed(issue, { ...standard(issue), ...(await claims(issue)) }),
    refreshToken: () => 'opaque',
    response: ({ client, scopes }, { accessToken, idToken, refreshToken }) => ({
      access_token: accessToken,
      expires_in: client.lifetimes.accessToken,
      ...(idToken !== null && { id_token: idToken }),
      ...(refreshToken !== null && { refresh_token: refreshToken }),
      scope: scopes.join(' '),
      token_type: 'Bearer',
    }),
  }
}

export function userinfo(setting: Setting): UserinfoDialect<AuthentikClient> {
  return {
    faults: {
      'token-missing': () => bearerError(401, 'invalid_token'),
      'token-unknown': () => bearerError(401, 'invalid_token'),
      'token-revoked': () => bearerError(401, 'invalid_token'),
      'scope-missing': () => bearerError(403, 'insufficient_scope'),
    },
    requiredScope: 'openid',
    claims: async (issue) => ({
      ...(refreshed.has(issue.request) ? {} : nonceOf(issue)),
      sub: subjectOf(issue.client, issue.user, setting.installId),
      ...(await mappedClaims(issue.client, issue.user, issue.scopes, 'userinfo', setting)),
    }),
    headers: { 'cache-control': 'no-store' },
  }
}

/** Requests whose newest tokens came by a refresh: userinfo then has no nonce to repeat. */
const refreshed = new WeakSet<URLSearchParams>()

/** Mappings run once for the tokens of one answer. */
function perAnswer(setting: Setting): (issue: Issuing) => Promise<Record<string, unknown>> {
  const made = new WeakMap<Issuing, Promise<Record<string, unknown>>>()
  return (issue) => {
    if (!issue.client.includeClaims) return Promise.resolve({})
    const before = made.get(issue)
    if (before) return before
    const claims = mappedClaims(issue.client, issue.user, issue.scopes, 'token', setting)
    made.set(issue, claims)
    return claims
  }
}

/** Claims of mappings stand over these, `iss`, `sub` and `aud` included. */
function standardClaims(issue: Issuing, { origin, installId }: Setting): Record<string, unknown> {
  const { client, user, now, authTime, sessionId } = issue
  return {
    iss: issuerOf(client, origin),
    sub: subjectOf(client, user, installId),
    aud: client.clientId,
    exp: now + client.lifetimes.accessToken,
    iat: now,
    auth_time: authTime,
    acr: 'goauthentik.io/providers/oauth2/default',
    amr: ['pwd'],
    ...nonceOf(issue),
    sid: createHash('sha256').update(sessionId).digest('hex'),
    jti: issue.uniqueId(),
  }
}

export function issuerOf(client: AuthentikClient, origin: string): string {
  return client.issuerMode === 'global' ? `${origin}/` : `${origin}/application/o/${client.application.slug}/`
}

/** Tokens of a refresh carry none, and neither does userinfo then. */
function nonceOf({ request, grantType }: Issuing): { nonce?: string } {
  const nonce = grantType === 'authorization_code' ? request.get('nonce') : null
  return nonce ? { nonce } : {}
}

/** Python's `unquote`: a plus sign stays, a sequence that is none stays. */
function percentDecoded(half: string): string {
  return half.replace(/(%[0-9a-f]{2})+/gi, (run) =>
    Buffer.from(run.replaceAll('%', ''), 'hex').toString('utf8'),
  )
}
