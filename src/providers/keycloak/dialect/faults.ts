import type {
  AuthorizationContext,
  AuthorizationFault,
  ClientFault,
  FaultAnswers,
  TokenContext,
  TokenFault,
} from '../../../embedded/dialect/index.ts'
import { type Answer, json } from '../../../embedded/message.ts'
import type { KeycloakClient } from './realm.ts'

type Context = AuthorizationContext<KeycloakClient>

/** Words of 26.4.0 and 26.7.0, recorded. `page` draws Keycloak's error page. */
export function authorizationFaults(
  page: (status: number, message: string) => Answer,
): FaultAnswers<AuthorizationFault, Context> {
  const tell = (error: string, description?: string) => (context: Context) =>
    context.toApplication(error, description)
  return {
    'client-unknown': () => page(400, 'Client not found.'),
    'redirect-uri-missing': () => page(400, 'Invalid parameter: redirect_uri'),
    'redirect-uri-mismatch': () => page(400, 'Invalid parameter: redirect_uri'),
    'request-uri-invalid': () => page(400, 'Invalid Request'),
    'par-required': tell('invalid_request', 'Pushed Authorization Request is only allowed.'),
    'response-type-missing': tell('invalid_request', 'Missing parameter: response_type'),
    'response-type-unknown': tell('unsupported_response_type'),
    'response-type-not-allowed': (context) =>
      context.toApplication(
        'unauthorized_client',
        disabledFlow(context.parameters.get('response_type') ?? ''),
      ),
    'scope-unknown': (context) =>
      context.toApplication('invalid_scope', `Invalid scopes: ${context.parameters.get('scope') ?? ''}`),
    'pkce-missing': tell('invalid_request', 'Missing parameter: code_challenge_method'),
    'pkce-method-unknown': tell('invalid_request', 'Invalid parameter: code_challenge_method'),
    'pkce-method-not-allowed': tell(
      'invalid_request',
      'Invalid parameter: code challenge method is not matching the configured one',
    ),
    'login-required': tell('login_required'),
    'consent-required': tell('interaction_required'),
    'consent-refused': tell('access_denied'),
    'user-not-allowed': () => page(401, 'Access denied'),
  }
}

const disabledFlow = (responseType: string) =>
  `Client is not allowed to initiate browser login with given response_type. ${
    responseType.includes('token') ? 'Implicit' : 'Standard'
  } flow is disabled for the client.`

/** Pushed requests answer client authentication as invalid_request, too. */
export const pushedFaults: FaultAnswers<AuthorizationFault | ClientFault, Context> = {
  'secret-missing': () => invalid(401, 'invalid_request', 'Authentication failed.'),
  'secret-wrong': () => invalid(401, 'invalid_request', 'Authentication failed.'),
  'redirect-uri-mismatch': () => invalid(400, 'invalid_request', 'Invalid parameter: redirect_uri'),
}

const badClient = 'Invalid client or Invalid client credentials'

export const tokenFaults: FaultAnswers<TokenFault, TokenContext<KeycloakClient>> = {
  'client-not-named': () => stored(401, 'invalid_client', badClient),
  'client-not-found': () => stored(401, 'invalid_client', badClient),
  'secret-missing': () => stored(401, 'unauthorized_client', badClient),
  'secret-wrong': () => stored(401, 'unauthorized_client', badClient),
  'grant-type-unknown': () => stored(400, 'unsupported_grant_type', 'Unsupported grant_type'),
  'code-missing': () => stored(400, 'invalid_request', 'Missing parameter: code'),
  'code-unknown': () => stored(400, 'invalid_grant', 'Code not valid'),
  'code-expired': () => stored(400, 'invalid_grant', 'Code not valid'),
  'code-reused': () => stored(400, 'invalid_grant', 'Code not valid'),
  'code-of-other-client': () =>
    stored(400, 'invalid_grant', 'Auth error: Found different client_id in clientSession'),
  'redirect-uri-missing': () => stored(400, 'invalid_grant', 'Incorrect redirect_uri'),
  'redirect-uri-mismatch': () => stored(400, 'invalid_grant', 'Incorrect redirect_uri'),
  'verifier-missing': () => stored(400, 'invalid_grant', 'PKCE code verifier not specified'),
  'verifier-wrong': () => stored(400, 'invalid_grant', 'PKCE verification failed: Code mismatch'),
  'verifier-without-challenge': () =>
    stored(400, 'invalid_grant', 'PKCE code verifier specified but challenge not present in authorization'),
  'refresh-token-unknown': () => stored(400, 'invalid_grant', 'Invalid refresh token'),
}

const invalid = (status: number, error: string, description: string) =>
  json(status, { error, error_description: description })

const stored = (status: number, error: string, description: string) =>
  json(status, { error, error_description: description }, { 'cache-control': 'no-store' })
