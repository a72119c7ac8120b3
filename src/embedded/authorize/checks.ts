import type { AuthorizationContext, Client, Dialect } from '../dialect/index.ts'
import { type AuthorizationFault, authorizationFaults } from '../dialect/index.ts'
import { scopesOf } from '../library/grants.ts'

type CheckName = (typeof authorizationFaults)[number]
type Known<C extends Client> = Omit<AuthorizationContext<C>, 'client'> & { client: C; dialect: Dialect<C> }

/** True where the request has this fault. Looked at in order: what is before may be relied on. */
const checks: { [Name in CheckName]: <C extends Client>(context: Known<C>) => boolean } = {
  'client-missing': ({ parameters }) => !parameters.get('client_id'),
  'client-unknown': ({ client }) => !client,
  'redirect-uri-missing': ({ dialect, client, parameters }) =>
    !parameters.get('redirect_uri') && !dialect.authorization.defaultRedirectUri?.(client),
  'redirect-uri-mismatch': ({ dialect, client, parameters }) => {
    const sent = parameters.get('redirect_uri')
    return !!sent && !dialect.authorization.redirectUriMatches(client, sent)
  },
  'par-required': ({ dialect, client, request }) =>
    dialect.authorization.parRequired(client) && isPlain(request.url.searchParams, request.method),
  'response-type-missing': ({ parameters }) => !parameters.get('response_type'),
  'response-type-unknown': ({ dialect, parameters }) =>
    !dialect.authorization.responseTypes.known.includes(parameters.get('response_type') ?? ''),
  'response-type-not-allowed': ({ dialect, client, parameters }) =>
    !dialect.authorization.responseTypes.allowed(client).includes(parameters.get('response_type') ?? ''),
  'response-mode-unknown': ({ dialect, parameters }) => {
    const mode = parameters.get('response_mode')
    return !!mode && !dialect.authorization.responseModes.includes(mode)
  },
  'state-too-short': ({ dialect, parameters }) =>
    (parameters.get('state') ?? '').length < dialect.authorization.minimumLength.state,
  'nonce-too-short': ({ dialect, parameters }) =>
    parameters.has('nonce') &&
    (parameters.get('nonce') ?? '').length < dialect.authorization.minimumLength.nonce,
  'scope-unknown': ({ dialect, client, parameters }) =>
    'unknown' in dialect.authorization.scopes(client, scopesOf(parameters)),
  'pkce-missing': ({ dialect, client, parameters }) =>
    dialect.authorization.pkce(client).required && !parameters.get('code_challenge'),
  'pkce-method-unknown': ({ dialect, client, parameters }) =>
    !!parameters.get('code_challenge') &&
    !dialect.authorization.pkce(client).known.some((method) => method === methodOf(parameters)),
  'pkce-method-not-allowed': ({ dialect, client, parameters }) =>
    !!parameters.get('code_challenge') &&
    !dialect.authorization.pkce(client).allowed.some((method) => method === methodOf(parameters)),
}

/** The first fault in the dialect's order; null for a request that may go on. */
export function firstFault<C extends Client>(
  dialect: Dialect<C>,
  context: AuthorizationContext<C>,
  except: readonly CheckName[] = [],
): AuthorizationFault | null {
  const order = dialect.authorization.order ?? authorizationFaults
  const known = { ...context, dialect } as Known<C>
  return order.find((name) => !except.includes(name) && checks[name](known)) ?? null
}

/** RFC 7636, 4.3: plain where the method is absent. */
export const methodOf = (parameters: URLSearchParams) => parameters.get('code_challenge_method') || 'plain'

const isPlain = (query: URLSearchParams, method: string) => method === 'POST' || !query.has('request_uri')
