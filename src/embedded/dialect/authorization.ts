import type { Answer, Request } from '../message.ts'
import type { Authorization, Client, User } from './subjects.ts'

/**
 * What can be wrong with an authorization request, in the core's order of looking
 * (a dialect may give its own order).
 */
export const authorizationFaults = [
  'client-missing',
  'client-unknown',
  'redirect-uri-missing',
  'redirect-uri-mismatch',
  'par-required',
  'response-type-missing',
  'response-type-unknown',
  'response-type-not-allowed',
  'response-mode-unknown',
  'state-too-short',
  'nonce-too-short',
  'scope-unknown',
  'pkce-missing',
  'pkce-method-unknown',
  'pkce-method-not-allowed',
] as const

export type AuthorizationFault =
  | (typeof authorizationFaults)[number]
  /** An invented, expired or used `request_uri`. */
  | 'request-uri-invalid'
  /** `prompt=none` and nobody is logged in. */
  | 'login-required'
  /** `prompt=none` and consent is missing. */
  | 'consent-required'
  /** The user said no on the consent page. */
  | 'consent-refused'
  /** The user may not use this client. */
  | 'user-not-allowed'

/** A valid or faulty request, as far as it could be understood. */
export interface AuthorizationContext<C extends Client> {
  request: Request
  /** The application's parameters; for a `request_uri` the pushed ones. */
  parameters: URLSearchParams
  client: C | null
  user: User | null
  /** Answers by sending this error to the redirect URI in the request's response mode. */
  toApplication(error: string, description?: string): Answer
}

/** `null` is never an answer: leave a fault out of the map and the core says "not known" (501). */
export type FaultAnswers<Fault extends string, Context> = Readonly<
  Partial<Record<Fault, (context: Context) => Answer>>
>

export interface AuthorizationDialect<C extends Client> {
  /** Own order of looking for faults; default {@link authorizationFaults}. */
  order?: readonly (typeof authorizationFaults)[number][]
  faults: FaultAnswers<AuthorizationFault, AuthorizationContext<C>>
  redirectUriMatches(client: C, sent: string): boolean
  /** The URI of a request without one; null where the product insists. */
  defaultRedirectUri?(client: C): string | null
  responseTypes: {
    /** Response types that the product has a word for; others are unknown. */
    known: readonly string[]
    /** Those that this client may use. The core carries out `code` only; anything else allowed is NotKnown. */
    allowed(client: C): readonly string[]
  }
  /** `query`, `fragment`, `form_post`; an unlisted one is `response-mode-unknown`. */
  responseModes: readonly string[]
  /** Least number of characters; 0 where absent is fine. */
  minimumLength: { state: number; nonce: number }
  pkce(client: C): {
    /** `never`: a challenge is not even required of public clients. */
    required: boolean
    /** Methods the product accepts at all. */
    known: readonly ('plain' | 'S256')[]
    /** Methods this client may use. */
    allowed: readonly ('plain' | 'S256')[]
  }
  /** True where a plain authorization request (without request_uri) is refused. */
  parRequired(client: C): boolean
  /** What a requested scope string is granted; `unknown` names what the product refuses. */
  scopes(
    client: C,
    requested: readonly string[],
  ): { granted: readonly string[] } | { unknown: readonly string[] }
  /** Whether a person may use this client: right after typing the password (`login`) or with a session. */
  allowed(client: C, user: User, when: 'login' | 'session'): boolean
  /** Parameters of a success, in order; the core adds nothing. */
  success(authorization: Authorization<C>, code: string): ReadonlyArray<readonly [string, string]>
  /** Parameters of an error for the application, in order; the core adds nothing. */
  failure(
    context: AuthorizationContext<C>,
    error: string,
    description: string | undefined,
  ): ReadonlyArray<readonly [string, string]>
  /** Status of redirects to the application. */
  redirectStatus: 302 | 303
  /** How parameters are written in the redirect; default: form encoding, spaces as `+`. */
  encode?(parameters: ReadonlyArray<readonly [string, string]>): string
  /** Page that submits itself for `response_mode=form_post`. */
  formPost(
    context: AuthorizationContext<C>,
    action: string,
    fields: ReadonlyArray<readonly [string, string]>,
  ): Answer
  /** A stop before anything is looked at (Keycloak's detour with a request_uri); null goes on. */
  detour?(context: AuthorizationContext<C>): Answer | null
}

export interface PushedDialect<C extends Client> {
  /** Seconds. */
  lifetime: number
  /** Faults of the pushed parameters and of client authentication, as this endpoint words them. */
  faults: FaultAnswers<AuthorizationFault | ClientFault, AuthorizationContext<C>>
  response(requestUri: string): Answer
}

/** What can be wrong with a client's authentication at a back-channel endpoint. */
export type ClientFault =
  /** Neither client_id nor credentials. */
  | 'client-not-named'
  /** No such client. */
  | 'client-not-found'
  /** A confidential client that sent no secret. */
  | 'secret-missing'
  | 'secret-wrong'
