import type { Request } from '../message.ts'
import type { ClientFault, FaultAnswers } from './authorization.ts'
import type { Authorization, Client } from './subjects.ts'

export type TokenFault =
  | ClientFault
  | 'grant-type-missing'
  | 'grant-type-unknown'
  | 'code-missing'
  | 'code-unknown'
  | 'code-expired'
  | 'code-reused'
  | 'code-of-other-client'
  | 'redirect-uri-missing'
  | 'redirect-uri-mismatch'
  | 'verifier-missing'
  | 'verifier-wrong'
  /** A verifier although the authorization request had no challenge. */
  | 'verifier-without-challenge'
  | 'nonce-too-short'
  | 'refresh-token-missing'
  | 'refresh-token-unknown'
  | 'refresh-token-reused'
  | 'refresh-token-of-other-client'

export type UserinfoFault = 'token-missing' | 'token-unknown' | 'token-revoked' | 'scope-missing'

/** A JWT that the core signs. */
export interface Jwt {
  claims: Readonly<Record<string, unknown>>
  header?: Readonly<Record<string, unknown>>
  signing: Signing
}

/** RS256 uses the process's own key (`embeddedKey`); HS algorithms sign with the given secret. */
export type Signing = { alg: 'RS256' } | { alg: 'HS256' | 'HS512'; secret: string; kid?: string }

/** What tokens are made from. */
export interface Issue<C extends Client> extends Authorization<C> {
  grantType: 'authorization_code' | 'refresh_token'
  /** Seconds since the epoch; the same for every token of one answer. */
  now: number
  /** A fresh random id for `jti`. */
  uniqueId(): string
}

/** The parts of a token answer, for {@link TokenDialect.response}. */
export interface Issued {
  accessToken: string
  idToken: string | null
  refreshToken: string | null
}

export interface TokenContext<C extends Client> {
  request: Request
  client: C | null
}

type Eventually<T> = T | Promise<T>

export interface TokenDialect<C extends Client> {
  faults: FaultAnswers<TokenFault, TokenContext<C>>
  /** Where secrets may stand. */
  authentication: ReadonlyArray<'client_secret_basic' | 'client_secret_post'>
  /** Reads one half of the Basic credentials; default: form decoding (RFC 6749, 2.3.1). */
  decodeBasic?(half: string): string
  /** Least length of a nonce, looked at when the code is exchanged; 0 for none. */
  nonceMinimumLength: number
  grantTypes: readonly ('authorization_code' | 'refresh_token')[]
  code: {
    /** Seconds. */
    lifetime: number
    /** `same` as in the request, any `registered` one, or `ignored`. */
    redirectUri: 'same' | 'registered' | 'ignored'
    verifier: 'checked' | 'ignored'
    /** Faults after which the code is worthless. */
    burns: readonly TokenFault[]
    /** Whether a second use revokes the tokens of the first. */
    reuseRevokes: boolean
  }
  refresh: {
    /** Whether this authorization gets a refresh token. */
    issued(authorization: Authorization<C>): boolean
    rotates: boolean
    /** Second use of a rotated token: refused, or refused with everything revoked. */
    reuse: 'refused' | 'revokes'
  }
  /** A JWT, or `opaque` for a random string. */
  accessToken(issue: Issue<C>): Eventually<Jwt | 'opaque'>
  /** null where the product issues none (no openid scope). `accessToken` for `at_hash`. */
  idToken(issue: Issue<C>, accessToken: string): Eventually<Jwt | null>
  refreshToken(issue: Issue<C>): Eventually<Jwt | 'opaque'>
  /** Members of the token answer. */
  response(issue: Issue<C>, issued: Issued): Eventually<Readonly<Record<string, unknown>>>
  /** Of the token answer, over `content-type: application/json` and `cache-control: no-store`. */
  headers?: Readonly<Record<string, string>>
}

export interface UserinfoDialect<C extends Client> {
  faults: FaultAnswers<UserinfoFault, TokenContext<C>>
  /** Scope that the access token must have; null for none. */
  requiredScope: string | null
  claims(issue: Issue<C>): Eventually<Readonly<Record<string, unknown>>>
  /** Over `content-type: application/json`. */
  headers: Readonly<Record<string, string>>
}
